// The small client's receiver of pushes: one listener on loopback for all its sessions, one path each (B-4, C-12).
import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setImmediate as turn } from 'node:timers/promises';
import { callbackInterface } from '../../../protocol/callback-interface.ts';
import { decryptData } from '../../../protocol/cipher.ts';
import { formatOf, readAnswer } from '../../../protocol/envelope.ts';
import { readPayload } from '../../../protocol/payload.ts';
import { signatureText, verifyHmacSm3 } from '../../../protocol/signature.ts';
import { verifySm2Sm3 } from '../../../protocol/sm2.ts';
import type { Keys } from './attempt.ts';
import type { Habits, News } from './habits.ts';

type Reading = { readonly genuine: boolean; readonly requestId: string; readonly news: News | null };

/** `yyyy-MM-dd HH:mm:ss` in China standard time. */
export const readBookTime = (text: unknown): number => Date.parse(`${String(text).replace(' ', 'T')}+08:00`);

const readPush = (body: Buffer, keys: Keys): Reading => {
  const nothing = { genuine: false, requestId: '', news: null };
  const read = readAnswer(body);
  if (!read.ok) return nothing;
  const { message } = read;
  const text = signatureText(message);
  const signature = message['signature'] ?? '';
  const signed =
    keys.signType === 'HMAC-SM3'
      ? verifyHmacSm3(text, keys.appSecret, signature)
      : verifySm2Sm3(text, keys.bureauPublicKeyPem ?? '', signature);
  const opened = decryptData(message['data'] ?? '', { encryptType: keys.encryptType, sm4Key: keys.sm4Key });
  if (!opened.ok || message['interface'] !== callbackInterface) return nothing;
  const { value } = { value: {}, ...readPayload(opened.plaintext, formatOf(null, body)) };
  const { orderNo, invoiceNo, status, at } = value as Readonly<Record<string, unknown>>;
  const news = {
    orderNo: String(orderNo),
    invoiceNo: String(invoiceNo),
    status: String(status),
    atMs: readBookTime(at),
  };
  return { genuine: signed, requestId: message['requestId'] ?? '', news };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The notebook of one session: the latest news of each order, and who waits for some. */
export const createNotebook = (keys: Keys, habits: Habits) => {
  const known = new Map<string, News>();
  const heard = new Set<string>();
  const waiting = new Map<string, () => void>();
  return {
    recall: (orderNo: string) => known.get(orderNo) ?? null,
    /** What an answer of the bureau told. */
    note: (news: News) => void known.set(news.orderNo, news),
    /** Resolves at the next believed news of the order. */
    next: (orderNo: string): Promise<void> => new Promise((resolve) => waiting.set(orderNo, resolve)),
    /** The returnCode a push is answered with. */
    take: (body: Buffer): string => {
      const { genuine, requestId, news } = readPush(body, keys);
      if (news && habits.believesPush(genuine)) {
        known.set(news.orderNo, habits.keepsNews(known.get(news.orderNo) ?? null, news, heard.has(requestId)));
        heard.add(requestId);
        waiting.get(news.orderNo)?.();
      }
      return habits.answersPush(genuine);
    },
  };
};

export type Notebook = ReturnType<typeof createNotebook>;

/** Answers when all that followed was said (D-4). `find` knows the sessions by name. */
export const openReceiver = async (find: (session: string) => Notebook | undefined): Promise<string> => {
  const server = createServer((request, response) => {
    void bodyOf(request).then(async (body) => {
      const notebook = find(decodeURIComponent((request.url ?? '').slice(1)));
      const returnCode = notebook?.take(body) ?? '9999';
      await turn();
      response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ returnCode }));
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  // The end of the input ends the client, whether or not somebody still listens.
  server.unref();
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};
