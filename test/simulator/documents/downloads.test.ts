// Documents as they are had at the bureau's door: by link, when ready, and what a download does (B-4, B-13).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptData } from '../../../protocol/cipher.ts';
import { writeInstant } from '../../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { type CounterOptions, openCounter } from '../counter.ts';
import { application, noon, order, seller } from '../operations/books.ts';

type Links = { readonly pdf: string; readonly xml: string };
const individual = { name: '王五', kind: 'individual' };

const open = (options: CounterOptions = {}) => {
  const counter = openCounter(options);
  const { tenant, ask } = counter;
  tenant.setBaseUrls({ https: 'https://localhost:1/test/v1', http: 'http://localhost:2/test/v1' });
  const linksOf = async (payload: object = order) => (await ask({ payload })).data?.['documents'] as Links | undefined;
  const query = async () => (await ask({ interface: 'invoice.query', payload: { orderNo: 'SO-1' } })).data;
  const get = async (link: string, end: { readonly complete: boolean } = { complete: true }) => {
    const { departure, finished } = await tenant.receive({
      ...{ method: 'GET', path: new URL(link).pathname, contentType: null, body: new Uint8Array(), tooLarge: false },
      ...{ connection: 1, secure: false, left: new AbortController().signal },
    });
    finished(end.complete);
    return departure;
  };
  return { ...counter, linksOf, query, get, advance: (advanceMs: number) => tenant.moveClock({ advanceMs }) };
};

describe('the documents of an invoice', () => {
  it('are linked in the answers of issue and query, by the way that the request came', async () => {
    const { linksOf, query } = open();
    const links = await linksOf();
    expect(links?.pdf).toMatch(/^http:\/\/localhost:2\/test\/v1\/documents\/[0-9]{20}-[0-9a-f]{32}\.pdf$/);
    expect(links?.xml).toBe(links?.pdf.replace(/pdf$/, 'xml'));
    expect((await query())?.['documents']).toEqual(links);
  });

  it('are had by their links', async () => {
    const { linksOf, get } = open();
    const links = await linksOf();
    const [pdf, xml] = [await get(links?.pdf ?? ''), await get(links?.xml ?? '')];
    expect([pdf.httpStatus, pdf.contentType, Buffer.from(pdf.file ?? []).toString('latin1', 0, 5)]).toEqual([
      ...[200, 'application/pdf', '%PDF-'],
    ]);
    expect([xml.httpStatus, xml.contentType, Buffer.from(xml.file ?? []).toString()]).toEqual([
      ...[200, 'application/xml; charset=utf-8', expect.stringContaining('*信息技术服务*软件定制开发')],
    ]);
  });

  it.each([
    ['another token', (link: string) => link.replace(/-[0-9a-f]{32}/, `-${'0'.repeat(32)}`)],
    ['another number', (link: string) => link.replace(/\d-/, '9-')],
    ['the other environment', (link: string) => link.replace('/test/', '/production/')],
    ['another kind', (link: string) => link.replace(/pdf$/, 'ofd')],
    ['no token', (link: string) => link.replace(/-[0-9a-f]{32}/, '')],
  ])('are not had by %s', async (_what, change) => {
    const { linksOf, get } = open();
    expect((await get(change((await linksOf())?.pdf ?? ''))).httpStatus).toBe(404);
  });

  it('may lag behind the invoice', async () => {
    const { linksOf, query, get, advance } = open({ settings: { documentDelayMs: 30_000 } });
    const early = await linksOf();
    await advance(29_999);
    const [before] = [await query()];
    await advance(1);
    const links = (await query())?.['documents'] as Links;
    expect([early, before?.['status'], before?.['documents']]).toEqual([undefined, 'issued', undefined]);
    expect((await get(links.xml)).httpStatus).toBe(200);
  });

  it('may fail for ever without undoing the invoice, also where a link was given before', async () => {
    const { linksOf, query, get, advance, tenant } = open();
    const links = await linksOf();
    await tenant.patch({ settings: { documents: 'failing' } });
    await advance(3_600_000);
    const found = await query();
    expect([found?.['status'], found?.['documents']]).toEqual(['delivered', undefined]);
    expect((await get(links?.pdf ?? '')).httpStatus).toBe(404);
  });

  it('end with the secret of the application', async () => {
    const { linksOf, get, tenant } = open();
    const links = await linksOf();
    await tenant.patch({ applications: [{ appId: application.appId, appSecret: 'another-secret-of-the-shop' }] });
    expect((await get(links?.xml ?? '')).httpStatus).toBe(404);
  });

  it('leave no entry in the journal', async () => {
    const { linksOf, get, journal } = open();
    await get((await linksOf())?.xml ?? '');
    expect(journal().map((entry) => entry.interface)).toEqual(['invoice.issue']);
  });
});

describe('a first download', () => {
  it('delivers to an individual without a tax number, once', async () => {
    const { linksOf, get, query, advance } = open();
    const links = await linksOf({ ...order, buyer: individual });
    await advance(3_600_000);
    await get(links?.xml ?? '');
    await advance(60_000);
    await get(links?.pdf ?? '');
    expect(await query()).toMatchObject({ status: 'delivered', deliveredAt: '2026-11-23 13:00:00' });
  });

  it('delivers nothing when it breaks off', async () => {
    const { linksOf, get, query } = open();
    await get((await linksOf({ ...order, buyer: individual }))?.xml ?? '', { complete: false });
    expect((await query())?.['status']).toBe('issued');
  });

  it('does not deliver to a company, whose account gets it in its own time', async () => {
    const { linksOf, get, query } = open();
    await get((await linksOf())?.xml ?? '');
    expect((await query())?.['status']).toBe('issued');
  });
});

describe('at the door', () => {
  let bureau: Bureau;
  beforeAll(async () => {
    bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, dataDir: null, seed: 1 });
  });
  afterAll(() => bureau.close());

  it('a PDF comes whole by its link, and the control port has the same', async () => {
    const appId = 'LD0000000002';
    const made = await bureau.createTenant({
      id: 'documents',
      sellers: [{ ...seller, types: ['82'] }],
      applications: [{ ...application, appId }],
      clock: { mode: 'frozen', now: writeInstant(noon) },
    });
    const { message } = openCounter().begin({ payload: order, members: { appId } });
    const body = JSON.stringify(message);
    const url = `${bureau.httpUrl}`.replace('/test/v1', '/t/documents/test/v1/invoice.issue');
    const answer = (await (await fetch(url, { method: 'POST', body })).json()) as { readonly data: string };
    const opened = decryptData(answer.data, application);
    const { invoiceNo, documents } = JSON.parse(opened.ok ? opened.plaintext : '{}');
    const download = await fetch(documents.pdf);
    const control = await fetch(`${bureau.control.url}/control/v1/tenants/documents/documents/${invoiceNo}.pdf`, {
      headers: { authorization: `Bearer ${bureau.control.token}` },
    });
    const pdf = Buffer.from(await download.arrayBuffer());
    expect([made.ok, download.status, download.headers.get('content-type')]).toEqual([true, 200, 'application/pdf']);
    expect([pdf.toString('latin1', 0, 5), pdf.toString('latin1').trimEnd().slice(-5)]).toEqual(['%PDF-', '%%EOF']);
    expect(pdf.equals(Buffer.from(await control.arrayBuffer()))).toBe(true);
  });
});
