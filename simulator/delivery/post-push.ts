// Brings one push to its address over HTTP and reads what the receiver says (B-4, B-12).
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import { formatOf } from '../../protocol/envelope.ts';
import { http } from '../../protocol/node-http.ts';
import { isJsonObject, readJson } from '../../protocol/strict-json.ts';
import { readXml } from '../../protocol/strict-xml.ts';
import type { Timers } from '../system-clock.ts';
import { isLoopbackUrl } from './callback-url.ts';
import type { PushAttempt } from './push.ts';

export type PushEnd = Pick<PushAttempt, 'outcome' | 'httpStatus' | 'answer'>;
export type PostPush = (letter: {
  readonly url: string;
  readonly contentType: string;
  readonly body: string;
  /** The tenant goes: nobody waits for the answer any longer. */
  readonly closing: AbortSignal;
}) => Promise<PushEnd>;

/** Machine time, also where a tenant's clock stands still: it is the receiver's machine that has to answer. */
const patienceMs = 10_000;
const mostAnswerBytes = 64 * 1024;
const shownCharacters = 500;

const returnCodeIn = (bytes: Buffer): unknown => {
  if (formatOf(null, bytes) === 'xml') {
    const document = readXml(bytes.toString());
    return document.ok ? document.root.children.find(({ name }) => name === 'returnCode')?.text : undefined;
  }
  const document = readJson(bytes.toString());
  return document.ok && isJsonObject(document.value) ? document.value['returnCode'] : undefined;
};

const readAnswer = async (response: IncomingMessage): Promise<PushEnd> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostAnswerBytes) break;
    chunks.push(chunk);
  }
  const body = Buffer.concat(chunks);
  const taken = response.statusCode === 200 && returnCodeIn(body) === '0000';
  return {
    outcome: taken ? 'answered' : 'refused',
    httpStatus: response.statusCode ?? null,
    answer: body.toString().slice(0, shownCharacters),
  };
};

const failed = (outcome: 'timeout' | 'unreachable', answer: string): PushEnd => ({ outcome, httpStatus: null, answer });

/**
 * Never rejects. Redirections are not followed: they would lead where the order did not say. The certificate of a
 * receiver on this machine is not judged (a test server's is nobody's); elsewhere it must be one the machine trusts.
 */
export const createPostPush =
  (timers: Timers): PostPush =>
  ({ url: text, contentType, body, closing }) => {
    const url = new URL(text);
    const bytes = Buffer.from(body);
    return new Promise((resolve) => {
      const request = (url.protocol === 'https:' ? requestHttps : http.request)(url, {
        method: 'POST',
        agent: false,
        headers: { 'content-type': contentType, 'content-length': String(bytes.length) },
        ...(isLoopbackUrl(url) ? { rejectUnauthorized: false } : {}),
        signal: closing,
      });
      const end = (ended: PushEnd): void => {
        stopWaiting();
        resolve(ended);
        request.destroy();
      };
      const stopWaiting = timers.after(patienceMs, () => end(failed('timeout', 'no answer within 10 s')));
      const unreachable = (error: Error): void => end(failed('unreachable', error.message));
      request.on('error', unreachable);
      request.on('response', (response) => void readAnswer(response).then(end, unreachable));
      request.end(bytes);
    });
  };
