// A client that could not work is not made: the message names the option and the clause, never a key.
import { describe, expect, it } from 'vitest';
import { createTaxClient } from '../../client/tax-client.ts';
import { credentials } from './fake-bureau.ts';
import { baseUrl } from './taxpayer.ts';

const sm2 = { ...credentials, signType: 'SM2-SM3' as const };

describe('createTaxClient refuses', () => {
  it.each([
    [{ baseUrl: 'no address' }, 'T-2'],
    [{ baseUrl: 'http://bureau.example/test/v1' }, 'T-1'],
    [{ credentials: { ...credentials, appId: '' } }, 'appId'],
    [{ credentials: { ...credentials, appSecret: '' } }, 'E-2'],
    [{ credentials: { ...credentials, sm4Key: 'too short' } }, 'E-4'],
    [{ credentials: sm2 }, 'privateKeyPem'],
    [{ credentials: { ...sm2, privateKeyPem: 'x' } }, 'bureauPublicKeyPem'],
    [{ credentials: { ...sm2, privateKeyPem: 'x', bureauPublicKeyPem: 'y' } }, 'E-3'],
    [{ settings: { retryLadderMs: [1000] } }, 'C-7'],
    [{ settings: { responseTimeoutMs: 0 } }, 'responseTimeoutMs'],
  ])('%j', (changes, named) => {
    expect(() => createTaxClient({ baseUrl, credentials, ...changes })).toThrow(named);
  });

  it('no plain http on loopback', async () => {
    const client = createTaxClient({ baseUrl: 'http://127.0.0.1:7080/test/v1', credentials });
    await expect(client.close()).resolves.toBeUndefined();
  });
});
