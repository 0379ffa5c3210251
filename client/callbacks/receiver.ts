// The address a bureau pushes to: reads with distrust, tells what is new, and answers when that has been told (C-12, B-4).
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '../../protocol/node-http.ts';
import type { CallbackStatus } from '../../protocol/operations/callback-status.ts';
import type { RandomBytes } from '../../protocol/randomness.ts';
import type { Credentials } from '../credentials.ts';
import { createInTurn } from '../in-turn.ts';
import { createNewsBook } from './news-book.ts';
import { type Push, readPush } from './read-push.ts';

export type ReceiverOptions = {
  readonly credentials: Credentials;
  /** Genuine news that is newer than all before; the push is answered when the promise resolves, again if it rejects. */
  readonly hear: (news: CallbackStatus) => Promise<void>;
  /** For the path, which nobody can guess. */
  readonly randomBytes: RandomBytes;
  /** 127.0.0.1 and a free port where absent; behind a proxy of one's own that ends TLS, another one. */
  readonly host?: string;
  readonly port?: number;
};

export type Receiver = {
  /** What an order names as its `callbackUrl`. */
  readonly url: string;
  readonly close: () => Promise<void>;
};

const mostBytes = 64 * 1024;
/** Node looks every `connectionsCheckingInterval` for requests that take too long. */
const patience = { requestTimeout: 5_000, headersTimeout: 5_000, connectionsCheckingInterval: 1_000 };
const pathBytes = 16;

/** Null when there are too many. */
const readBody = async (request: IncomingMessage): Promise<Uint8Array | null> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > mostBytes) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
};

const answer = (response: ServerResponse, status: number, members: Readonly<Record<string, string>>): void => {
  response.writeHead(status, {
    'content-type': 'application/json',
    ...(status === 413 ? { connection: 'close' } : {}),
  });
  response.end(JSON.stringify(members));
};

/** Listens until closed. Rejects when the port is taken. */
export const createReceiver = async (options: ReceiverOptions): Promise<Receiver> => {
  const { credentials, hear, randomBytes, host = '127.0.0.1', port = 0 } = options;
  const path = `/callback/${Buffer.from(randomBytes(pathBytes)).toString('hex')}`;
  const book = createNewsBook();

  const inTurn = createInTurn();

  /** One after the other: a push that comes twice at once is told once, and answered when that has been told. */
  const tell = (push: Push): Promise<void> =>
    inTurn(async () => {
      if (book.isNew(push)) await hear(push.news);
      book.enter(push);
    });

  const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.url !== path) return answer(response, 404, { returnMessage: 'nobody listens here' });
    if (request.method !== 'POST') return answer(response, 405, { returnMessage: 'a push is a POST (B-4)' });
    const body = await readBody(request);
    if (body === null) return answer(response, 413, { returnMessage: `more than ${mostBytes} bytes` });
    const read = readPush(body, { contentType: request.headers['content-type'] ?? null, credentials });
    if (!read.ok) return answer(response, 200, { returnCode: '2002', returnMessage: read.reason });
    await tell(read.push);
    answer(response, 200, { returnCode: '0000', returnMessage: 'SUCCESS' });
  };

  const server = http.createServer(patience, (request, response) => {
    take(request, response).catch(() => {
      if (!response.headersSent) answer(response, 500, { returnMessage: 'the news could not be told; push again' });
    });
  });
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(port, host, listening);
  });
  const { port: bound } = server.address() as AddressInfo;
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}${path}`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((closed) => server.close(() => closed()));
    },
  };
};
