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

/** What a push told of an order (B-4). */
type News = {
  readonly orderNo: string;
  readonly invoiceNo: string;
  readonly status: string;
  readonly atMs: number;
};

/** Null where the bureau did not sign it. */
type Reading = News | null;

/** `yyyy-MM-dd HH:mm:ss` in China standard time. */
export const readBookTime = (text: unknown): number => Date.parse(`${String(text).replace(' ', 'T')}+08:00`);

const readPush = (body: Buffer, keys: Keys): Reading => {
  const read = readAnswer(body);
  if (!read.ok) return null;
  const { message } = read;
  const text = signatureText(message);
  const signature = message['signature'] ?? '';
  const signed =
    keys.signType === 'HMAC-SM3'
      ? verifyHmacSm3(text, keys.appSecret, signature)
      : verifySm2Sm3(text, keys.bureauPublicKeyPem ?? '', signature);
  const opened = decryptData(message['data'] ?? '', { encryptType: keys.encryptType, sm4Key: keys.sm4Key });
  if (!signed || !opened.ok || message['interface'] !== callbackInterface) return null;
  const { value } = { value: {}, ...readPayload(opened.plaintext, formatOf(null, body)) };
  const { orderNo, invoiceNo, status, at } = value as Readonly<Record<string, unknown>>;
  return {
    orderNo: String(orderNo),
    invoiceNo: String(invoiceNo),
    status: String(status),
    atMs: readBookTime(at),
  };
};

const bodyOf = async (request: IncomingMessage): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** The notebook of one session: the latest news of each order, and who waits for some. */
export const createNotebook = (keys: Keys) => {
  const known = new Map<string, News>();
  const waiting = new Map<string, () => void>();
  return {
    recall: (orderNo: string) => known.get(orderNo) ?? null,
    /** Resolves at the next believed news of the order. */
    next: (orderNo: string): Promise<void> => new Promise((resolve) => waiting.set(orderNo, resolve)),
    /** The returnCode a push is answered with. */
    take: (body: Buffer): string => {
      const news = readPush(body, keys);
      if (!news) return '2002';
      const before = known.get(news.orderNo);
      // Older news never stand above newer (C-12).
      if (!before || before.atMs <= news.atMs) known.set(news.orderNo, news);
      waiting.get(news.orderNo)?.();
      return '0000';
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
