// The answers of the bureau: E-7, E-8, one constructor for signed ones and one for those to unknown applications.
import { encryptData } from '../../protocol/cipher.ts';
import { type Format, writeMessage } from '../../protocol/envelope.ts';
import { writePayload } from '../../protocol/payload.ts';
import { returnCode } from '../../protocol/return-code.ts';
import { signatureText, signHmacSm3 } from '../../protocol/signature.ts';

import { writeTimestamp } from '../../protocol/timestamp.ts';
import type { Departure } from '../doors/visit.ts';
import type { Application } from '../register/application.ts';
import { signSm2Aside } from '../sm2/sm2-aside.ts';

/** What is to be said, before it is encrypted, signed and written. */
export type Saying = {
  readonly returnCode: string;
  readonly returnMessage?: string;
  readonly data: Readonly<Record<string, unknown>> | null;
  readonly retryAfterSeconds?: number;
};
/** To whom and in which envelope. */
export type Addressee = {
  readonly format: Format;
  readonly interface: string;
  readonly requestNonce: string;
  readonly requestId: string;
  readonly now: number;
};
export type Sealing = {
  readonly application: Application;
  readonly iv: Uint8Array;
  readonly bureauPrivateKeyPem: () => string;
};

const contentTypes = { json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8' } as const;

const depart = (message: Readonly<Record<string, string | undefined>>, format: Format): Departure => ({
  manner: 'send',
  httpStatus: 200,
  contentType: contentTypes[format],
  body: writeMessage(message, 'response', format),
});

const openingOf = (saying: Saying, to: Addressee) => ({
  requestId: to.requestId,
  requestNonce: to.requestNonce,
  interface: to.interface,
  timestamp: writeTimestamp(to.now),
  returnCode: saying.returnCode,
  returnMessage: saying.returnMessage ?? returnCode(saying.returnCode)?.zh ?? '',
  ...(saying.retryAfterSeconds === undefined ? {} : { retryAfter: String(saying.retryAfterSeconds) }),
});

/** An answer nobody signed: until the application is known there is no key to sign with (E-7). */
export const writeUnsignedAnswer = (saying: Saying, to: Addressee): Departure =>
  depart({ ...openingOf(saying, to), encryptType: '', data: '', signType: '', signature: '' }, to.format);

/**
 * A signed answer; `data` is encrypted as the application's requests are, and empty where there is nothing to say (E-8).
 * An SM2 signature is made in a thread of its own, so that nobody else waits for it.
 */
export const writeSignedAnswer = async (saying: Saying, to: Addressee, sealing: Sealing): Promise<Departure> => {
  const { application, iv } = sealing;
  const { encryptType, sm4Key, signType } = application;
  const data = saying.data ? encryptData(writePayload(saying.data, to.format), { encryptType, sm4Key, iv }) : '';
  const message = { ...openingOf(saying, to), encryptType, data, signType };
  const text = signatureText(message);
  const signature =
    signType === 'HMAC-SM3'
      ? signHmacSm3(text, application.appSecret)
      : await signSm2Aside(text, sealing.bureauPrivateKeyPem());
  return depart({ ...message, signature }, to.format);
};
