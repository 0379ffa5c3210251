// The page of the documents in a browser without network: every operation of both ports, on a desk and on a phone, and tried out.
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { type OpenapiDocument, placesOf } from './witness.ts';

let browser: Browser;
let bureau: Bureau;

beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0 });
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking', '--disable-sync'],
  });
});
afterAll(async () => {
  await browser.close();
  await bureau.close();
});

type Opened = { readonly page: Page; readonly foreign: readonly string[]; readonly complaints: readonly string[] };

const open = async (document: 'control' | 'protocol', width = 1280): Promise<Opened> => {
  const page = await (await browser.newContext({ viewport: { width, height: 900 } })).newPage();
  const foreign: string[] = [];
  const complaints: string[] = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
  await page.route(
    (url) => !url.href.startsWith(bureau.control.url),
    (route) => {
      foreign.push(route.request().url());
      return route.abort();
    },
  );
  await page.goto(`${bureau.control.url}/control/v1/openapi?document=${document}`);
  await page.locator('.opblock').first().waitFor();
  return { page, foreign, complaints };
};

const read = async (path: string): Promise<OpenapiDocument> =>
  (await (await fetch(`${bureau.control.url}/control/v1/${path}`)).json()) as OpenapiDocument;

/** By its summary line; zero-width spaces let it break. */
const shownPaths = async (page: Page): Promise<string[]> => {
  const lines = await page.locator('.opblock-summary').evaluateAll((found) =>
    found.map((one) => {
      const textOf = (name: string) => one.querySelector(name)?.textContent ?? '';
      return `${textOf('.opblock-summary-method')} ${textOf('.opblock-summary-path')}`;
    }),
  );
  return lines.map((line) => line.replace(/[\u200b\s]+/g, ' ').trim());
};

describe('the page of the documents', () => {
  it.each([
    ['control', 'openapi.json'],
    ['protocol', 'openapi/protocol.json'],
  ] as const)('shows every operation of the %s port without network or complaint', async (name, path) => {
    const { page, foreign, complaints } = await open(name);
    const { paths } = await read(path);
    const all = placesOf({ paths, components: { schemas: {} } }).map((place) => `${place.method} ${place.path}`);
    expect((await shownPaths(page)).sort()).toEqual(expect.arrayContaining(all.sort()));
    expect([foreign, complaints]).toEqual([[], []]);
  });

  it.each(['control', 'protocol'] as const)('opens an operation of each chapter of the %s port', async (name) => {
    const { page, foreign, complaints } = await open(name);
    const chapters = await page.locator('.opblock-tag-section').all();
    for (const chapter of chapters) await chapter.locator('.opblock-summary-control').first().click();
    await page
      .locator('.opblock.is-open .responses-wrapper')
      .nth(chapters.length - 1)
      .waitFor();
    expect([foreign, complaints]).toEqual([[], []]);
  });

  it.each(['control', 'protocol'] as const)('fits a phone with the %s port', async (name) => {
    const { page } = await open(name, 390);
    await page.locator('.opblock-summary-control').nth(1).click();
    await page.locator('.opblock.is-open .responses-wrapper').waitFor();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(390);
  });

  it('tries the control port out with the token', async () => {
    const { page, complaints } = await open('control');
    await page.getByRole('button', { name: 'Authorize' }).first().click();
    await page.locator('.auth-container input').fill(bureau.control.token);
    await page.locator('.auth-container button[type=submit]').click();
    await page.locator('.btn-done').click();
    const reset = page.locator('.opblock', { hasText: 'Empty its books' });
    await reset.locator('.opblock-summary-control').click();
    await reset.getByRole('button', { name: 'Try it out' }).click();
    await reset.getByPlaceholder('id').fill('default');
    await reset.getByRole('button', { name: 'Execute' }).click();
    await reset.locator('.live-responses-table .response-col_status', { hasText: '200' }).waitFor();
    expect(await reset.locator('.live-responses-table').innerText()).toContain('LD0000000001');
    expect(complaints).toEqual([]);
  });

  it('offers nothing to try out at the protocol port, whose messages are encrypted', async () => {
    const { page } = await open('protocol');
    await page.locator('.opblock-summary-control').first().click();
    expect(await page.getByRole('button', { name: 'Try it out' }).count()).toBe(0);
  });

  it('shows the control port where another document is asked for', async () => {
    const { page } = await open('nothing' as 'control');
    expect(await page.locator('[aria-current]').innerText()).toContain('Control port');
  });
});
