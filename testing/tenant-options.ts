// What a test says about its tenant, and the request and keys that are made of it: lawful and complete as they stand.
import { createHash } from 'node:crypto';
import { createSm2KeyPair } from '../protocol/sm2.ts';
import type { Application } from '../simulator/register/application.ts';
import type { Seller } from '../simulator/register/seller.ts';
import type { TenantRequest } from '../simulator/register/tenant-request.ts';
import type { TenantSettings } from '../simulator/register/tenant-settings.ts';
import type { ClockOption } from '../simulator/usual-house.ts';

export type TestTenantOptions = {
  /** `test-1`, `test-2` … by default. With the same id and seed a bureau draws the same again. */
  readonly id?: string;
  readonly clock?: ClockOption;
  readonly seed?: number;
  /** A profile by name. */
  readonly profile?: string;
  readonly settings?: Partial<TenantSettings>;
  readonly seller?: Partial<Seller>;
  readonly application?: Partial<Omit<Application, 'environment'>>;
  /** A port of its own, for `listenerClosed`; not in memory. */
  readonly ownPort?: boolean;
};

export type Credentials = Pick<Application, 'appId' | 'appSecret' | 'sm4Key' | 'signType' | 'encryptType'> & {
  /** With SM2-SM3 alone (E-3). */
  readonly privateKeyPem: string | null;
  readonly bureauPublicKeyPem: string | null;
};

const usualSeller: Seller = {
  taxNo: '91110108551385082Q',
  name: '联调测试科技有限公司',
  kind: 'general',
  types: ['81', '82', '85', '86'],
  quota: '1000000.00',
};

/** Keys that are worth nothing, the same at every run. */
const keyOf = (id: string): string => createHash('sha256').update(`liandiao test tenant ${id}`).digest('hex');

/** The request that makes the tenant, and the private key that no bureau is told. */
export const tenantRequestOf = (
  id: string,
  options: TestTenantOptions,
): { readonly request: TenantRequest; readonly privateKeyPem: string | null } => {
  const seller: Seller = { ...usualSeller, ...options.seller };
  const pair = options.application?.signType === 'SM2-SM3' ? createSm2KeyPair() : null;
  const key = keyOf(id);
  const application: Application = {
    appId: `LD-${id}`.slice(0, 64),
    appSecret: `secret-${key}`,
    sm4Key: key.slice(0, 32),
    environment: 'test',
    signType: 'HMAC-SM3',
    encryptType: 'SM4-CBC',
    sellers: [seller.taxNo],
    ...(pair ? { publicKeyPem: pair.publicKeyPem } : {}),
    ...options.application,
  };
  const { clock, seed, profile, settings, ownPort } = options;
  const request: TenantRequest = {
    id,
    sellers: [seller],
    applications: [application],
    ...(clock === undefined
      ? {}
      : { clock: clock === 'real' ? { mode: clock } : { mode: 'frozen', now: clock.frozen } }),
    ...(seed === undefined ? {} : { seed }),
    ...(profile === undefined ? {} : { profile }),
    ...(settings === undefined ? {} : { settings }),
    ...(ownPort === undefined ? {} : { ownPort }),
  };
  return { request, privateKeyPem: pair?.privateKeyPem ?? null };
};
