// An application as the register has it: its keys in one environment, what it may call, and the sellers it issues for.
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { strict, told, words } from './schema-parts.ts';

export const Application = Type.Object(
  {
    appId: Type.String({ pattern: '^[0-9A-Za-z_-]{1,64}$' }),
    appSecret: Type.String({ minLength: 16 }),
    sm4Key: Type.String({ pattern: '^[0-9A-Fa-f]{32}$' }),
    environment: words(['test', 'production']),
    signType: words(['HMAC-SM3', 'SM2-SM3']),
    encryptType: words(['SM4-CBC', 'SM4-ECB']),
    certificatePem: Type.Optional(
      told(
        'SM2 alone: the bound certificate, or a bare key; the certificate counts where both are given (E-3).',
        Type.String(),
      ),
    ),
    publicKeyPem: Type.Optional(Type.String()),
    clientTls: Type.Optional(
      told('The TLS handshake must show a client certificate of this bureau for the appId (T-6).', Type.Boolean()),
    ),
    certified: Type.Optional(Type.Boolean()),
    interfaces: Type.Optional(Type.Array(Type.String())),
    sellers: Type.Array(Type.String(), { minItems: 1 }),
  },
  strict,
);
export type Application = Static<typeof Application>;
