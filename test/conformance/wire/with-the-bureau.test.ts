// The judge's wire and the bureau's read one exchange alike, in both formats and by both kinds of signature (T-5, E-2, E-3).
import { describe, expect, it } from 'vitest';
import { openAnswer } from '../../../conformance/wire/open-answer.ts';
import { openRequest } from '../../../conformance/wire/open-request.ts';
import { writeRequest } from '../../../conformance/wire/write-request.ts';
import { writeMessage } from '../../../protocol/envelope.ts';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { openCounter } from '../../simulator/counter.ts';
import { application, order } from '../../simulator/operations/books.ts';

const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
const byHmac = application;
const bySm2 = { ...application, appId: 'LD0000000002', signType: 'SM2-SM3' as const, publicKeyPem };
const refused = { ...order, clerk: '', lines: [{ ...order.lines[0], name: '甲 & 乙 <丙>', tax: '6.10' }] };

describe.each(['json', 'xml'] as const)('in %s', (format) => {
  describe.each([
    ['HMAC-SM3', byHmac, undefined],
    ['SM2-SM3', bySm2, privateKeyPem],
  ] as const)('signed by %s', (_signType, as, key) => {
    const counter = openCounter({ applications: [byHmac, bySm2] });
    const bureauPublicKeyPem = String(counter.tenant.view()['bureauPublicKeyPem']);
    const credentials = { ...as, privateKeyPem, clientPublicKeyPem: publicKeyPem, bureauPublicKeyPem };
    const signing = key === undefined ? {} : { privateKeyPem: key };

    it.each([
      ['an invoice', order, '0000'],
      ['errors', { ...refused, orderNo: 'SO-2' }, '1001'],
    ])('both read %s', async (_what, payload, returnCode) => {
      const { message, arrived } = counter.begin({ as, payload, format, ...signing });
      const { departure, finished } = await arrived;
      finished(true);
      const body = writeMessage(message, 'request', format);
      const path = '/test/v1/invoice.issue';
      const request = openRequest({ method: 'POST', path, contentType: null, body, bodyEncoding: 'utf8' }, credentials);
      expect(request).toMatchObject({ format, problems: [], signatureOk: true, payload });
      const answer = openAnswer(departure.body, credentials);
      expect(answer).toMatchObject({ format, problems: [], signature: 'valid', returnCode });
      const entry = counter.lastEntry();
      expect([request.plaintext, entry?.answer?.returnCode]).toEqual([entry?.request.payload, returnCode]);
      expect(answer.payload).toEqual(JSON.parse(entry?.answer?.payload ?? 'null'));
    });
  });
});

it.each([
  ['HMAC-SM3', byHmac],
  ['SM2-SM3', bySm2],
])('lets the bureau read what the judge wrote and signed by %s', async (_signType, as) => {
  const body = writeRequest({
    interface: 'invoice.issue',
    payload: order,
    credentials: { ...as, privateKeyPem },
    timestamp: '20261123120000',
    nonce: '0123456789abcdefABCDEF',
    iv: new Uint8Array(16).fill(7),
  });
  expect(await openCounter({ applications: [byHmac, bySm2] }).ask({ as, body })).toMatchObject({ returnCode: '0000' });
});
