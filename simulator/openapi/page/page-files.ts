// The parts of the page that shows the documents: our own, and Swagger UI as its package ships it, whole and without network.
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const own = (file: string) => () => new URL(file, import.meta.url);
const shipped = (file: string) => () => require.resolve(`swagger-ui-dist/${file}`);

const script = 'text/javascript; charset=utf-8';
const styles = 'text/css; charset=utf-8';
const assets: ReadonlyMap<string, { readonly contentType: string; readonly place: () => URL | string }> = new Map([
  ['page.js', { contentType: script, place: own('page.js') }],
  ['page.css', { contentType: styles, place: own('page.css') }],
  ['swagger-ui-bundle.js', { contentType: script, place: shipped('swagger-ui-bundle.js') }],
  ['swagger-ui.css', { contentType: styles, place: shipped('swagger-ui.css') }],
]);

export type PageFile = { readonly contentType: string; readonly bytes: Uint8Array<ArrayBuffer> };

/** Null where the page has no such part. */
export const readAsset = async (name: string): Promise<PageFile | null> => {
  const asset = assets.get(name);
  return asset ? { contentType: asset.contentType, bytes: new Uint8Array(await readFile(asset.place())) } : null;
};

export const readPage = async (): Promise<string> => readFile(new URL('page.html', import.meta.url), 'utf8');

/** Nothing from elsewhere, nothing to elsewhere, and in nobody's frame. Swagger UI shows its icons as `data:` images. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
