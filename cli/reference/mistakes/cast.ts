// Who plants the mistakes of the reference: applications of one tenant at a fixed afternoon, with keys made for this alone.
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import type { Application } from '../../../simulator/register/application.ts';
import type { Seller } from '../../../simulator/register/seller.ts';

/** 14:00 in China: a clock of twelve hours shows in the afternoon alone. */
export const sentAt = Date.UTC(2026, 10, 23, 6, 0, 0);

export const seller: Seller = {
  taxNo: '91110108551385082Q',
  name: '联调测试科技有限公司',
  kind: 'general',
  address: '北京市海淀区示范路1号',
  phone: '010-00000000',
  bank: '示范银行北京分行',
  account: '0000000000000000000',
  types: ['81', '82'],
  quota: '1000000.00',
};

const usual: Application = {
  appId: 'LD0000000042',
  appSecret: 'plant-example-secret-0123456789',
  sm4Key: '9f1c2b7a5e3d40418c6a0b9d8e7f6152',
  environment: 'test',
  signType: 'HMAC-SM3',
  encryptType: 'SM4-CBC',
  sellers: [seller.taxNo],
};

export const sm2Pair = createSm2KeyPair();
export const otherSm2Pair = createSm2KeyPair();

export const cast = {
  usual,
  ecb: { ...usual, appId: 'LD0000000043', encryptType: 'SM4-ECB' },
  sm2: { ...usual, appId: 'LD0000000044', signType: 'SM2-SM3', publicKeyPem: sm2Pair.publicKeyPem },
  other: {
    ...usual,
    appId: 'LD0000000045',
    appSecret: 'a-secret-of-another-application',
    sm4Key: 'f0e1d2c3b4a5968778695a4b3c2d1e0f',
  },
  otherSm2: { ...usual, appId: 'LD0000000046', signType: 'SM2-SM3', publicKeyPem: otherSm2Pair.publicKeyPem },
} as const satisfies Record<string, Application>;

export type Role = keyof typeof cast;

export const applications: ReadonlyMap<string, Application> = new Map(
  Object.values(cast).map((application) => [application.appId, application]),
);
