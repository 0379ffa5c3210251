// Which answers are believed, and what happens with the others (C-2).
import { describe, expect, it } from 'vitest';
import { signatureText, signHmacSm3 } from '../../protocol/signature.ts';
import { type Answer, credentials } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
type Spoil = NonNullable<Answer['spoil']>;

const resign: Spoil = (message) => {
  const text = signatureText(message);
  return { ...message, signature: signHmacSm3(text, credentials.appSecret) };
};
const unsign: Spoil = (message) => ({ ...message, encryptType: '', data: '', signType: '', signature: '' });
const success = { code: '0000', data: invoiceOf(order) };

const issueAfter = async (...script: Answer[]) => {
  const { client, bureau } = createTaxpayer(script);
  return { end: await endOf(client.issue(order)), asked: askedOf(bureau) };
};

describe('an answer', () => {
  it.each<[string, Spoil]>([
    ['with a wrong signature', (message) => ({ ...message, signature: '0'.repeat(64) })],
    ['without a signature', (message) => ({ ...message, signature: '' })],
    ["with another request's nonce", (message) => resign({ ...message, requestNonce: 'a'.repeat(32) })],
    ['with no nonce', (message) => resign({ ...message, requestNonce: '' })],
    ['changed on the road', (message) => ({ ...message, returnMessage: 'changed' })],
    ['signed in another way', (message) => resign({ ...message, signType: 'SM2-SM3' })],
    ['encrypted in another way', (message) => resign({ ...message, encryptType: 'SM4-ECB' })],
    ['with data nobody can decrypt', (message) => resign({ ...message, data: 'AAAA' })],
    ['without its return code', ({ returnCode: _gone, ...message }) => resign(message)],
  ])('%s is not believed: a rung asks what became of the order', async (_how, spoil) => {
    expect(await issueAfter({ ...success, spoil })).toEqual({ end: 'issued', asked: 'issue query issue' });
  });

  it.each([
    ['that is about another order', { code: '0000', data: { ...invoiceOf(order), orderNo: 'SO-OTHER' } }],
    ['without its invoice', { code: '0000' }],
    ['with an amount that is not ours, just issued', { code: '0000', data: { ...invoiceOf(order), amount: '1.00' } }],
  ])('%s is not believed', async (_how, answer) => {
    expect(await issueAfter(answer)).toEqual({ end: 'issued', asked: 'issue query issue' });
  });

  it.each([
    ['1002', 'RepairOrder'],
    ['2006', 'StopAndTellPerson'],
  ])('%s is believed unsigned, with our nonce or none', async (code, end) => {
    expect(await issueAfter({ code, spoil: unsign })).toEqual({ end, asked: 'issue' });
    const nameless: Spoil = (message) => ({ ...unsign(message), requestNonce: '' });
    expect(await issueAfter({ code, spoil: nameless })).toEqual({ end, asked: 'issue' });
  });

  it('1002 with a signature that does not hold is not believed, nor unsigned with a strange nonce', async () => {
    const strange: Spoil = (message) => ({ ...unsign(message), requestNonce: 'b'.repeat(32) });
    const forged: Spoil = (message) => ({ ...message, signature: 'f'.repeat(64) });
    expect((await issueAfter({ code: '1002', spoil: strange })).asked).toBe('issue query issue');
    expect((await issueAfter({ code: '1002', spoil: forged })).asked).toBe('issue query issue');
  });

  it('may have further members and is then signed over them', async () => {
    const further: Spoil = (message) => resign({ ...message, hint: 'new in 1.1' });
    expect((await issueAfter({ ...success, spoil: further })).asked).toBe('issue');
  });

  it('is read in XML like in JSON', async () => {
    const { client, bureau } = createTaxpayer([success], { format: 'xml' });
    const report = await client.issue(order);
    expect([report.invoice?.buyerName, bureau.seen[0]?.payload]).toEqual([order.buyer.name, { ...order }]);
  });
});
