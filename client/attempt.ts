// One request to the bureau and what came of it: signed, sent, waited for, and the answer believed or not.
import type { Format } from '../protocol/envelope.ts';
import { writePayload } from '../protocol/payload.ts';
import type { RandomBytes } from '../protocol/randomness.ts';
import type { AuditLog } from './audit/audit-log.ts';
import { auditEntry, auditHead } from './audit/entry.ts';
import { believeAnswer } from './believe-answer.ts';
import type { Clock } from './clock.ts';
import type { Credentials } from './credentials.ts';
import type { Fetch } from './fetch.ts';
import type { Heard } from './heard.ts';
import { describeFailure, provesNothingSent } from './not-sent.ts';
import { type SealedRequest, sealRequest } from './seal-request.ts';

/** Everything an attempt needs that stays the same from one to the next. */
export type Wire = {
  readonly baseUrl: string;
  readonly format: Format;
  readonly credentials: Credentials;
  readonly fetch: Fetch;
  readonly clock: Clock;
  readonly randomBytes: RandomBytes;
  readonly responseTimeoutMs: number;
  readonly audit: AuditLog | null;
  /** Aborted when the client is closed; its reason is what waiting callers are told. */
  readonly closing: AbortSignal;
};

export type Asked = {
  readonly interface: string;
  /** Must not change between attempts: a retry carries the same business payload (C-1). */
  readonly payload: Readonly<Record<string, unknown>>;
  readonly orderNo: string | null;
  readonly commandId: string;
};

const ok = 200;
/** Without a reason of ours each abort would make an error of its own, stack and all. */
const attemptOver = new Error('the attempt is over');

/** Sends and reads; never throws: what goes wrong on the road is part of what was heard. */
const exchange = async (wire: Wire, path: string, sent: SealedRequest & { signal: AbortSignal }): Promise<Heard> => {
  try {
    const response = await wire.fetch(`${wire.baseUrl.replace(/\/+$/, '')}/${path}`, {
      method: 'POST',
      headers: { 'content-type': `application/${wire.format}` },
      body: sent.body,
      redirect: 'manual',
      signal: sent.signal,
    });
    if (response.status !== ok) return { kind: 'unknown', reason: `HTTP status ${response.status} (C-8)` };
    const body = new Uint8Array(await response.arrayBuffer());
    const contentType = response.headers.get('content-type');
    return believeAnswer(body, { nonce: sent.nonce, contentType, credentials: wire.credentials });
  } catch (error) {
    return provesNothingSent(error)
      ? { kind: 'not-sent', reason: `nothing was sent: ${describeFailure(error)} (C-11)` }
      : { kind: 'unknown', reason: `the connection broke: ${describeFailure(error)} (C-8)` };
  }
};

/**
 * One attempt (C-1, C-2, C-8, C-11): fresh time, nonce and IV, the response timeout announced to the clock before the
 * request leaves, the answer verified. Rejects with the reason of `wire.closing` when the client is closed meanwhile.
 */
export const attempt = async (wire: Wire, asked: Asked): Promise<Heard> => {
  const atMs = wire.clock.now();
  const plaintext = writePayload(asked.payload, wire.format);
  const sealed = sealRequest({ interface: asked.interface, plaintext, format: wire.format, nowMs: atMs }, wire);
  const over = new AbortController();
  const signal = AbortSignal.any([over.signal, wire.closing]);
  const timeout = wire.clock
    .sleep(wire.responseTimeoutMs, {
      reason: 'response-timeout',
      commandId: asked.commandId,
      nonce: sealed.nonce,
      signal,
    })
    .then((): Heard => ({ kind: 'unknown', reason: `no answer within ${wire.responseTimeoutMs / 1000} s (C-7)` }));
  const head = auditHead({ ...asked, atMs, nonce: sealed.nonce });
  const begun = wire.audit?.begin(head) ?? Promise.resolve();
  const answer = begun.then(() => exchange(wire, asked.interface, { ...sealed, signal }));
  const heard = await Promise.race([answer, timeout]).finally(() => {
    timeout.catch(() => undefined);
    over.abort(attemptOver);
  });
  wire.closing.throwIfAborted();
  await wire.audit?.end(auditEntry(head, heard));
  return heard;
};
