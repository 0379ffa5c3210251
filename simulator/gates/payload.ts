// The last two gates before the business: `data` decrypts (2005), and what comes out is a payload (1002).
import { type Decryption, decryptData } from '../../protocol/cipher.ts';
import type { Format } from '../../protocol/envelope.ts';
import { type PayloadReading, readPayload } from '../../protocol/payload.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import { verdictOf } from './verdict.ts';

export const openData = (data: string, application: Application): Decryption =>
  decryptData(data, { encryptType: application.encryptType, sm4Key: application.sm4Key });

export const judgeDecryption = (decryption: Decryption, application: Application): GateVerdict =>
  verdictOf(
    'decryption',
    'E-4',
    decryption.ok
      ? null
      : {
          returnCode: '2005',
          expected: `base64 of ${application.encryptType} with PKCS#7`,
          received: decryption.reason,
        },
  );

export const openPayload = (plaintext: string, format: Format): PayloadReading => readPayload(plaintext, format);

/** About one in 256 decryptions with a wrong key passes the padding check; this gate finds them. */
export const judgePayloadForm = (reading: PayloadReading, format: Format): GateVerdict =>
  verdictOf(
    'payload-form',
    'T-3',
    reading.ok
      ? null
      : { returnCode: '1002', expected: `a payload in ${format.toUpperCase()}`, received: reading.reason },
  );
