// A push that came to our address: whether the bureau sent it, and what it says (C-12, B-4).
import { callbackInterface } from '../../protocol/callback-interface.ts';
import { CallbackStatus } from '../../protocol/operations/callback-status.ts';
import { readDateTime } from '../../protocol/timestamp.ts';
import type { Credentials } from '../credentials.ts';
import { openData, readMessage, signatureHolds } from '../open-answer.ts';
import { createShape } from '../precheck/shape.ts';

export type Push = {
  /** The same over redeliveries (B-4). */
  readonly requestId: string;
  readonly news: CallbackStatus;
  /** `news.at`, milliseconds since 1970. */
  readonly atMs: number;
};

export type ReadPush = { readonly ok: true; readonly push: Push } | { readonly ok: false; readonly reason: string };

const readNews = createShape<CallbackStatus>(CallbackStatus);

const refuse = (reason: string): ReadPush => ({ ok: false, reason });

/** Anybody can write to an address: without the bureau's signature nothing is believed, and nothing unsigned ever. */
export const readPush = (
  body: Uint8Array,
  come: { readonly contentType: string | null; readonly credentials: Credentials },
): ReadPush => {
  const read = readMessage(body, come.contentType);
  if (!read.ok) return read;
  const { message, format } = read;
  if (!signatureHolds(message, come.credentials)) return refuse('the signature of the push does not hold (C-12)');
  if (message['interface'] !== callbackInterface) return refuse('it is no push, but an answer to somebody (B-4)');
  const opened = openData(message, format, come.credentials);
  if (!opened.ok) return opened;
  const shape = readNews(opened.data);
  if (!shape.ok) return refuse(`the push says nothing that B-4 knows: ${shape.errors[0]?.field ?? ''}`);
  const atMs = readDateTime(shape.payload.at);
  if (atMs === null) return refuse('the push has no time that can be read (B-4)');
  return { ok: true, push: { requestId: message['requestId'] ?? '', news: shape.payload, atMs } };
};
