// XML over a real door, everywhere JSON is: the same answers, amounts as text, and what T-5 forbids as 1002 (T-3, T-5).
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptData, encryptData } from '../../../protocol/cipher.ts';
import { readAnswer, writeMessage } from '../../../protocol/envelope.ts';
import { readPayload, writePayload } from '../../../protocol/payload.ts';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../../protocol/signature.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import { order, seller, application as usual } from '../operations/books.ts';

const application = { ...usual, appId: 'LD-xml' };
const random = createSeededBytes('xml');
let bureau: Bureau;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0 });
  const clock = { mode: 'frozen', now: '2026-11-23T12:00:00.000+08:00' } as const;
  await bureau.createTenant({ id: 'xml', clock, sellers: [seller], applications: [application] });
});
afterAll(() => bureau.close());

type Sent = { readonly contentType?: string | null; readonly respell?: (body: string) => string };

const messageFor = (name: string, text: string): Record<string, string> => {
  const message = {
    appId: application.appId,
    interface: name,
    version: '1.0',
    timestamp: '20261123120000',
    nonce: Buffer.from(random(16)).toString('hex'),
    encryptType: application.encryptType,
    data: encryptData(text, { ...application, iv: random(16) }),
    signType: application.signType,
  };
  return { ...message, signature: signHmacSm3(signatureText(message), application.appSecret) };
};

/** Posts the payload's text in an XML envelope, and reads the answer as a client does. */
const post = async (name: string, text: string, { contentType = 'application/xml', respell }: Sent = {}) => {
  const written = writeMessage(messageFor(name, text), 'request', 'xml');
  const response = await fetch(new URL(`/t/xml/test/v1/${name}`, bureau.httpUrl ?? ''), {
    method: 'POST',
    body: new TextEncoder().encode(respell ? respell(written) : written),
    headers: contentType === null ? {} : { 'content-type': contentType },
  });
  const body = await response.text();
  const reading = readAnswer(new TextEncoder().encode(body), response.headers.get('content-type'));
  const message: Record<string, string> = reading.ok ? reading.message : {};
  const { signature = '', data = '' } = message;
  const opened = decryptData(data, application);
  const payload = readPayload(opened.ok ? opened.plaintext : '', 'xml');
  return {
    answeredAs: response.headers.get('content-type'),
    body,
    signed: signature !== '' && verifyHmacSm3(signatureText(message), application.appSecret, signature),
    returnCode: message['returnCode'],
    message,
    plaintext: opened.ok ? opened.plaintext : '',
    data: payload.ok ? payload.value : null,
  };
};
const ask = (name: string, payload: unknown, sent?: Sent) => post(name, writePayload(payload, 'xml'), sent);

describe('XML at the door', () => {
  it('issues, and answers signed and encrypted in XML with amounts as they are in JSON', async () => {
    const issued = await ask('invoice.issue', { ...order, orderNo: 'XML-1' });
    expect(issued).toMatchObject({
      answeredAs: 'application/xml; charset=utf-8',
      returnCode: '0000',
      signed: true,
      data: { orderNo: 'XML-1', status: 'issued', amount: '100.00', tax: '6.00', total: '106.00' },
    });
    expect(issued.plaintext).toMatch(/^<payload><orderNo>XML-1<\/orderNo><invoiceNo>\d{20}<\/invoiceNo>/);
  });

  it('finds the invoice again, and knows the same order by its content, an empty member counting as none (4001)', async () => {
    await ask('invoice.issue', { ...order, orderNo: 'XML-2' });
    const found = await ask('invoice.query', { orderNo: 'XML-2' });
    expect(found).toMatchObject({ returnCode: '0000', data: { orderNo: 'XML-2', status: 'issued' } });
    expect(await ask('invoice.issue', { ...order, orderNo: 'XML-2', remark: '' })).toMatchObject({
      returnCode: '4001',
    });
  });

  it('lists every error of a payload (1001)', async () => {
    const { data, returnCode } = await ask('invoice.issue', { ...order, orderNo: 'XML-3', clerk: '', tax: '6.10' });
    expect(returnCode).toBe('1001');
    expect(data).toMatchObject({
      errors: [{ field: '/clerk', rule: 'P-1' }, { field: '/tax' }, { field: '/total' }].map((error) =>
        expect.objectContaining(error),
      ),
    });
  });

  it.each([
    ['quota.query', {}, { period: '2026-11', total: '1000000.00', filed: expect.any(String) }],
    [
      'taxpayer.query',
      { taxNo: seller.taxNo },
      { types: ['81', '82', '85', '86'], rates: expect.arrayContaining(['0.13']) },
    ],
    ['invoice.list', { from: '2026-11-01', to: '2026-11-23', page: '1' }, { page: '1', invoices: expect.any(Array) }],
  ])('answers %s, arrays with the names of T-5', async (name, payload, data) => {
    expect(await ask(name, payload)).toMatchObject({ returnCode: '0000', signed: true, data });
  });

  it('answers an unknown record and an empty payload element', async () => {
    expect(await ask('invoice.query', { orderNo: 'XML-none' })).toMatchObject({ returnCode: '4004', signed: true });
    expect(await post('quota.query', '<payload/>')).toMatchObject({ returnCode: '0000' });
  });

  it.each([
    ['no content type', null],
    ['text/plain', 'text/plain'],
    ['text/xml', 'text/xml; charset=utf-8'],
  ])('tells XML by the first byte that is not blank for %s (T-3)', async (_name, contentType) => {
    const respell = (body: string) => `\n  ${body.replace(/^<\?xml.*\?>\n/, '')}`;
    expect(await ask('quota.query', {}, { contentType, respell })).toMatchObject({ returnCode: '0000', signed: true });
  });

  it.each([
    ['a DOCTYPE', (body: string) => body.replace('<request>', '<!DOCTYPE request [<!ENTITY a "b">]><request>')],
    ['an entity of its own', (body: string) => body.replace('<version>1.0', '<version>&one;')],
    ['an attribute', (body: string) => body.replace('<version>', '<version kind="a">')],
    ['a namespace', (body: string) => body.replace('<request>', '<request xmlns="urn:a">')],
    ['mixed content', (body: string) => body.replace('<version>', 'text<version>')],
    ['a repeated member', (body: string) => body.replace('</request>', '<version>1.0</version></request>')],
    ['another encoding', (body: string) => body.replace('UTF-8', 'GBK')],
    ['another root', (body: string) => body.replaceAll('request>', 'message>')],
    ['JSON that says it is XML', () => '{"appId":"LD-xml"}'],
  ])('refuses %s as 1002, unsigned and in XML', async (_name, respell) => {
    const refused = await ask('quota.query', {}, { respell });
    expect(refused).toMatchObject({ answeredAs: 'application/xml; charset=utf-8', returnCode: '1002', signed: false });
    expect(refused.message).toMatchObject({ encryptType: '', data: '', signType: '', signature: '' });
  });

  it.each([
    ['a payload in JSON', '{}'],
    ['another root', '<request/>'],
    ['an attribute', '<payload a="1"/>'],
    ['a DOCTYPE', '<!DOCTYPE payload><payload/>'],
    ['a repeated element', '<payload><orderNo>a</orderNo><orderNo>a</orderNo></payload>'],
    ['mixed content', '<payload>a<orderNo>a</orderNo></payload>'],
    ['a stranger in an array', '<payload><lines><row/></lines></payload>'],
  ])('refuses %s inside data as 1002, signed', async (_name, text) => {
    expect(await post('invoice.query', text)).toMatchObject({ returnCode: '1002', signed: true });
  });
});
