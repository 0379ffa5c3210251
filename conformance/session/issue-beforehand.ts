// The kit issues an order itself, so that every lawful client meets the duplicate (V-5).
import { request } from 'node:https';
import { BureauFailure } from '../bureau/control.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { writeTimestamp } from '../wire/instant.ts';
import { openAnswer } from '../wire/open-answer.ts';
import { writeRequest } from '../wire/write-request.ts';
import type { SessionKeys } from './tenant-of.ts';

const post = (url: string, body: string, ca: string): Promise<string> =>
  new Promise((resolve, reject) => {
    const sent = request(
      url,
      { method: 'POST', ca, agent: false, headers: { 'content-type': 'application/json' } },
      (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.once('end', () => resolve(text));
        answer.once('error', reject);
      },
    );
    sent.once('error', reject);
    sent.end(body);
  });

/** Resolves with the nonce it used; rejects when the bureau did not issue or accept the order. */
export const issueBeforehand = async (
  order: Readonly<Record<string, unknown>>,
  session: {
    readonly baseUrl: string;
    readonly ca: string;
    readonly keys: SessionKeys;
    readonly nowMs: number;
    readonly random: SeededRandom;
  },
): Promise<string> => {
  const nonce = session.random.hex(16);
  const body = writeRequest({
    interface: 'invoice.issue',
    payload: order,
    credentials: session.keys,
    timestamp: writeTimestamp(session.nowMs),
    nonce,
    iv: session.random.bytes(16),
  });
  const text = await post(`${session.baseUrl}/invoice.issue`, body, session.ca);
  const code = openAnswer(text, session.keys).returnCode;
  if (code !== '0000' && code !== '0001')
    throw new BureauFailure(`the kit's own order was answered ${code ?? text.slice(0, 200)} instead of 0000`);
  return nonce;
};
