// The kit's own desk: it issues orders itself so that every lawful client meets the duplicate (V-5), and reverses as the seller elsewhere (C-16).
import { request } from 'node:https';
import { BureauFailure } from '../bureau/control.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { writeTimestamp } from '../wire/instant.ts';
import { openAnswer } from '../wire/open-answer.ts';
import { writeRequest } from '../wire/write-request.ts';
import type { Papers } from './papers.ts';
import type { SessionKeys } from './tenant-of.ts';

type Desk = {
  readonly baseUrl: string;
  readonly ca: string;
  readonly keys: SessionKeys;
  readonly papers: Papers;
  readonly nowMs: number;
  readonly random: SeededRandom;
};

const post = (url: string, body: string, { ca, papers: { clientTls } }: Desk): Promise<string> =>
  new Promise((resolve, reject) => {
    const shown = clientTls ? { cert: clientTls.certPem, key: clientTls.keyPem } : {};
    const sent = request(
      url,
      { method: 'POST', ca, ...shown, agent: false, headers: { 'content-type': 'application/json' } },
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

/** Resolves with the nonce it used; rejects when the bureau did not do or accept it. */
export const askAsKit = async (
  what: { readonly interface: string; readonly payload: Readonly<Record<string, unknown>> },
  desk: Desk,
): Promise<string> => {
  const nonce = desk.random.hex(16);
  const body = writeRequest({
    ...what,
    credentials: desk.keys,
    timestamp: writeTimestamp(desk.nowMs),
    nonce,
    iv: desk.random.bytes(16),
  });
  const text = await post(`${desk.baseUrl}/${what.interface}`, body, desk);
  const code = openAnswer(text, desk.keys).returnCode;
  if (code !== '0000' && code !== '0001')
    throw new BureauFailure(
      `the kit's own ${what.interface} was answered ${code ?? text.slice(0, 200)} instead of 0000`,
    );
  return nonce;
};
