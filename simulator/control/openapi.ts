// Control resource `openapi`: the documents of both ports, and a page that shows them; written and loaded when they are asked for.
import { type Context, Hono } from 'hono';
import type { BaseUrls } from '../tenancy/base-urls.ts';
import type { ControlledBureau, ControlledTenant } from './controlled.ts';
import { refuseWhole } from './problem.ts';
import { withTenant } from './tenant-of.ts';

const answerProtocolDocument = async (context: Context, tenant: ControlledTenant): Promise<Response> => {
  const { writeProtocolDocument } = await import('../openapi/protocol-document.ts');
  return context.json(writeProtocolDocument(tenant.view()['baseUrls'] as BaseUrls));
};

/**
 * `GET /openapi.json`, `GET /openapi/protocol.json` (with the addresses of the demonstration tenant), `GET /openapi` and its
 * parts: no secret is in them, and a browser that looks at the page has no token yet.
 */
export const openapiRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get('/openapi.json', async (context) => {
      const { controlDocument } = await import('../openapi/control-document.ts');
      return context.json(controlDocument);
    })
    .get('/openapi/protocol.json', (context) => {
      const tenant = bureau.tenant('default');
      return tenant
        ? answerProtocolDocument(context, tenant)
        : refuseWhole(context, 404, {
            detail: 'the demonstration tenant was removed',
            remedy: 'GET /control/v1/tenants/{id}/openapi.json has the addresses of another one.',
          });
    })
    .get('/openapi', async (context) => {
      const { contentSecurityPolicy, readPage } = await import('../openapi/page/page-files.ts');
      return context.html(await readPage(), 200, { 'content-security-policy': contentSecurityPolicy });
    })
    .get('/openapi/assets/:file', async (context) => {
      const { readAsset } = await import('../openapi/page/page-files.ts');
      const file = context.req.param('file');
      const asset = await readAsset(file);
      return asset
        ? context.body(asset.bytes, 200, { 'content-type': asset.contentType })
        : refuseWhole(context, 404, {
            detail: `the page has no part ${JSON.stringify(file.slice(0, 60))}`,
            remedy: 'GET /control/v1/openapi is the page.',
          });
    });

/** `GET /tenants/{id}/openapi.json`: the protocol port's document with the tenant's own addresses. */
export const tenantOpenapiRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get('/tenants/:id/openapi.json', withTenant(bureau, answerProtocolDocument));
