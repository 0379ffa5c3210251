// A push as it goes over the wire: the envelope of E-7 around the news, in the order's format, under the application's keys (B-4).
import { callbackInterface } from '../../protocol/callback-interface.ts';
import { writeDateTime } from '../../protocol/timestamp.ts';
import { type Addressee, writeSignedAnswer } from '../exchange/answer.ts';
import { type Seal, writeSpoilt } from '../exchange/faults.ts';
import type { Push } from './push.ts';

export type WrittenPush = { readonly contentType: string; readonly body: string };

const newsOf = ({ orderNo, invoiceNo, status, at }: Push, told: string = status) => ({
  orderNo,
  ...(invoiceNo === null ? {} : { invoiceNo }),
  status: told,
  at: writeDateTime(at),
});

type Attempt = { readonly now: number; readonly requestNonce: string; readonly seal: Seal };

const addressee = (push: Push, { now, requestNonce, seal }: Attempt): Addressee => ({
  format: push.format,
  interface: callbackInterface,
  requestNonce,
  requestId: push.requestId,
  now,
  ...(seal.style ? { style: seal.style } : {}),
});

export const writePush = async (push: Push, attempt: Attempt): Promise<WrittenPush> => {
  const { contentType, body } = await writeSignedAnswer(
    { returnCode: '0000', data: newsOf(push) },
    addressee(push, attempt),
    attempt.seal,
  );
  return { contentType, body };
};

/** Says what is not true, and is signed by somebody else (C-12). */
export const writeForgedPush = async (push: Push, attempt: Attempt): Promise<WrittenPush> => {
  const lie = push.status === 'void' ? 'red-full' : 'void';
  const { contentType, body } = await writeSpoilt(
    'bad-signature',
    { saying: { returnCode: '0000', data: newsOf(push, lie) }, to: addressee(push, attempt) },
    attempt.seal,
  );
  return { contentType, body };
};
