// A taxpayer's receiver of pushes on this machine: keeps what comes and answers as it is told.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { decryptData } from '../../../protocol/cipher.ts';
import { readAnswer } from '../../../protocol/envelope.ts';
import { readPayload } from '../../../protocol/payload.ts';
import { signatureText, verifyHmacSm3 } from '../../../protocol/signature.ts';
import { application } from '../operations/books.ts';

export type Heard = ReturnType<typeof hear>;

/** What a client makes of a push: its envelope, whether it is genuine, and the news. */
const hear = (body: Buffer, contentType: string | null) => {
  const reading = readAnswer(body, contentType);
  const message: Record<string, string> = reading.ok ? reading.message : {};
  const opened = decryptData(message['data'] ?? '', application);
  const payload = opened.ok ? readPayload(opened.plaintext, reading.format) : { ok: false as const };
  const signed = verifyHmacSm3(signatureText(message), application.appSecret, message['signature'] ?? '');
  return { message, contentType, format: reading.format, signed, data: payload.ok ? payload.value : null };
};

type Answer = { readonly status?: number; readonly body?: string };

/** `answer` may differ from push to push; a receiver that returns null never answers. */
export const openReceiver = async (answer: (count: number) => Answer | null = () => ({})) => {
  const heard: Heard[] = [];
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      heard.push(hear(Buffer.concat(chunks), request.headers['content-type'] ?? null));
      const said = answer(heard.length);
      if (said) response.writeHead(said.status ?? 200).end(said.body ?? '{"returnCode":"0000"}');
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}/news`,
    heard,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
