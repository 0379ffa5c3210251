// The same client in JSON and XML, with a secret and with a certificate: what is believed and what is not (T-5, E-3, C-2).
import { describe, expect, it } from 'vitest';
import { signatureText } from '../../protocol/signature.ts';
import { createSm2KeyPair, signSm2Sm3 } from '../../protocol/sm2.ts';
import { credentials, type Reply, sm2Credentials } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
const spellings = [
  { format: 'json', credentials: sm2Credentials },
  { format: 'xml', credentials },
  { format: 'xml', credentials: sm2Credentials },
] as const;

const stranger = createSm2KeyPair();
const signedByStranger = (message: Record<string, string>): Record<string, string> => ({
  ...message,
  signature: signSm2Sm3(signatureText(message), stranger.privateKeyPem),
});

describe.each(spellings)('an order in $format with $credentials.signType', (spelling) => {
  it('is issued once, and what arrives is what was given', async () => {
    const { client, bureau } = createTaxpayer([], spelling);
    expect((await client.issue(order)).invoice).toMatchObject({ invoiceNo: '26112000000000000001', amount: '1000.00' });
    expect(bureau.seen[0]?.payload).toEqual(order);
  });

  it('is settled by a query after a lost answer', async () => {
    const { client, bureau } = createTaxpayer(['issue-and-hold'], spelling);
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query');
  });

  it('is refused with the errors the bureau lists', async () => {
    const errors = [{ field: '/lines/0/tax', rule: 'P-5', message: 'off by 0.07' }];
    const { client } = createTaxpayer([{ code: '1001', data: { errors } }], spelling);
    await expect(client.issue(order)).rejects.toMatchObject({ name: 'RepairOrder', errors });
  });
});

describe('an answer signed with SM2', () => {
  it.each<[string, Reply]>([
    ['by a stranger', { code: '0000', data: invoiceOf(order), spoil: signedByStranger }],
    ['not at all', { code: '0000', data: invoiceOf(order), spoil: (message) => ({ ...message, signature: '' }) }],
    ['by a secret', { code: '0000', data: invoiceOf(order), spoil: (m) => ({ ...m, signType: 'HMAC-SM3' }) }],
  ])('%s is not believed', async (_how, reply) => {
    const { client, bureau } = createTaxpayer([reply], { credentials: sm2Credentials });
    expect(await endOf(client.issue(order))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query issue');
  });
});

describe('what XML cannot carry', () => {
  it.each([
    ['an array without entry names', { extras: ['1', '2'] }],
    ['a character outside XML', { remark: 'bell \u0007' }],
  ])('%s is refused before it is sent', async (_what, more) => {
    const { client, bureau } = createTaxpayer([], { format: 'xml' });
    await expect(client.issue({ ...order, ...more })).rejects.toMatchObject({
      name: 'RefusedLocally',
      errors: [{ rule: 'T-5' }],
    });
    expect(bureau.seen).toEqual([]);
  });
});
