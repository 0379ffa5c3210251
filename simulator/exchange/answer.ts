// The answers of the bureau: E-7, E-8, one constructor for signed ones and one for those to unknown applications.
import { encryptData } from '../../protocol/cipher.ts';
import { type Format, writeMessage } from '../../protocol/envelope.ts';
import { carriable, writePayload } from '../../protocol/payload.ts';
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
/** How an answer is written, where there is more than one lawful way. */
export type Style = {
  readonly saying: (saying: Saying) => Saying;
  /** Beyond those of E-7; signed like the rest. */
  readonly furtherMembers: () => Readonly<Record<string, string>>;
  readonly writePayload: (payload: Readonly<Record<string, unknown>>, format: Format) => string;
  readonly writeMessage: (message: Readonly<Record<string, string | undefined>>, format: Format) => string;
  readonly depart: (departure: Departure) => Departure;
};
/** To whom and in which envelope. */
export type Addressee = {
  readonly format: Format;
  readonly interface: string;
  readonly requestNonce: string;
  readonly requestId: string;
  readonly now: number;
  /** The plain one where absent. */
  readonly style?: Style;
};
export type Sealing = {
  readonly application: Application;
  readonly iv: Uint8Array;
  readonly bureauPrivateKeyPem: () => string;
};

const contentTypes = { json: 'application/json; charset=utf-8', xml: 'application/xml; charset=utf-8' } as const;

const plainStyle: Style = {
  saying: (saying) => saying,
  furtherMembers: () => ({}),
  writePayload,
  writeMessage: (message, format) => writeMessage(message, 'response', format),
  depart: (departure) => departure,
};

const depart = (
  message: Readonly<Record<string, string | undefined>>,
  { format, style = plainStyle }: Addressee,
): Departure =>
  style.depart({
    manner: 'send',
    httpStatus: 200,
    contentType: contentTypes[format],
    body: style.writeMessage(message, format),
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
export const writeUnsignedAnswer = (saying: Saying, to: Addressee): Departure => {
  const { style = plainStyle } = to;
  return depart({ ...openingOf(style.saying(saying), to), encryptType: '', data: '', signType: '', signature: '' }, to);
};

/**
 * A signed answer; `data` is encrypted as the application's requests are, and empty where there is nothing to say (E-8).
 * An SM2 signature is made in a thread of its own, so that nobody else waits for it.
 */
export const writeSignedAnswer = async (saying: Saying, to: Addressee, sealing: Sealing): Promise<Departure> => {
  const { application, iv } = sealing;
  const { encryptType, sm4Key, signType } = application;
  const { style = plainStyle } = to;
  // Orders that came in JSON may hold characters that XML has not.
  const payload = saying.data && carriable(saying.data, to.format);
  const data = payload ? encryptData(style.writePayload(payload, to.format), { encryptType, sm4Key, iv }) : '';
  const message = { ...openingOf(style.saying(saying), to), encryptType, data, signType, ...style.furtherMembers() };
  const text = signatureText(message);
  const signature =
    signType === 'HMAC-SM3'
      ? signHmacSm3(text, application.appSecret)
      : await signSm2Aside(text, sealing.bureauPrivateKeyPem());
  return depart({ ...message, signature }, to);
};
