import { expect, it } from 'vitest';
import { signatureText } from '../../../protocol/signature.ts';
import { createSm2KeyPair, verifySm2Sm3 } from '../../../protocol/sm2.ts';
import { writeSpoilt } from '../../../simulator/exchange/faults.ts';
import type { Spoiling } from '../../../simulator/faults/effect.ts';

const bureau = createSm2KeyPair();
const application = {
  appId: 'SPOILT000001',
  appSecret: 'secret-of-a-spoilt-answer',
  sm4Key: '0123456789abcdeffedcba9876543210',
  environment: 'test',
  signType: 'SM2-SM3',
  encryptType: 'SM4-CBC',
  sellers: ['91110108551385082Q'],
} as const;

const spoil = async (how: Spoiling): Promise<Readonly<Record<string, string>>> => {
  const to = {
    format: 'json',
    interface: 'invoice.issue',
    requestNonce: 'n'.repeat(20),
    requestId: 'R1',
    now: 0,
  } as const;
  const { body } = await writeSpoilt(
    how,
    { saying: { returnCode: '0000', data: {} }, to },
    {
      application: { ...application, sellers: [...application.sellers] },
      iv: new Uint8Array(16),
      bureauPrivateKeyPem: () => bureau.privateKeyPem,
      foreignNonce: 'f'.repeat(20),
    },
  );
  return JSON.parse(body);
};
const holds = (message: Readonly<Record<string, string>>): boolean =>
  verifySm2Sm3(signatureText(message), bureau.publicKeyPem, message['signature'] ?? '');

it('signs badly in the way that was registered: DER by SM2, of another key', async () => {
  const message = await spoil('bad-signature');
  expect(message['signType']).toBe('SM2-SM3');
  expect(Buffer.from(message['signature'] ?? '', 'base64')[0]).toBe(0x30);
  expect(holds(message)).toBe(false);
});

it('alters the code under a signature that holds for the one it was', async () => {
  const message = await spoil({ returnCode: '4101' });
  expect([holds(message), holds({ ...message, returnCode: '0000' })]).toEqual([false, true]);
});
