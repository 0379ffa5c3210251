// What left the bureau, as callers of the control port ask for it.
import { describe, expect, it } from 'vitest';
import { createControlApp } from '../../../simulator/control/app.ts';
import { createStandIn, token } from './stand-in-bureau.ts';

const ask = async (path: string) => {
  const app = createControlApp({ bureau: createStandIn().bureau, token, host: '127.0.0.1' });
  const headers = { authorization: `Bearer ${token}`, host: '127.0.0.1:7090' };
  const response = await app.request(`http://127.0.0.1:7090/control/v1/tenants/default/${path}`, { headers });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
};

describe('the control port', () => {
  it.each([
    ['callbacks', { pushes: [], page: { after: 0, limit: 1000 }, next: null }],
    ['callbacks?after=7&limit=2', { pushes: [], page: { after: 7, limit: 2 }, next: null }],
    ['outbox', { letters: [], shown: 'masked' }],
    ['outbox?masked=true', { letters: [], shown: 'masked' }],
    ['outbox?masked=false', { letters: [], shown: 'plain' }],
    ['accounts/91110108551385082Q', { taxNo: '91110108551385082Q', invoices: [] }],
  ])('answers %s', async (path, body) => {
    const { status, text } = await ask(path);
    expect([status, JSON.parse(text)]).toEqual([200, body]);
  });

  it('refuses a page that is none', async () => {
    expect((await ask('callbacks?limit=0')).status).toBe(400);
  });

  it.each(['pdf', 'xml'])('hands out the %s of an invoice', async (kind) => {
    const { status, type, text } = await ask(`documents/26112000000000000001.${kind}`);
    expect([status, type, text]).toEqual([200, `text/${kind}`, '26112000000000000001']);
  });

  it.each(['99112000000000000001.pdf', '26112000000000000001.ofd', '1.pdf', 'pdf', '..%2Fdefault.sqlite'])(
    'has no document %s',
    async (file) => {
      const { status, type } = await ask(`documents/${file}`);
      expect([status, type]).toEqual([404, 'application/problem+json']);
    },
  );
});
