// Reads the body of a visit up to the size that the bureau accepts (T-4: 4 MiB).
import type { IncomingMessage } from 'node:http';

export const largestBodyBytes = 4 * 1024 * 1024;

/** Past the limit so much more is read and thrown away, so that the client reads its 413 instead of meeting a reset. */
const patienceBytes = 64 * 1024 * 1024;

export type ReadBody = { readonly body: Uint8Array; readonly tooLarge: boolean };

/** Rejects when the client breaks off in the middle of its body. */
export const readBody = async (request: IncomingMessage): Promise<ReadBody> => {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes <= largestBodyBytes) chunks.push(chunk);
    else chunks.length = 0;
    if (bytes > largestBodyBytes + patienceBytes) break;
  }
  return bytes > largestBodyBytes
    ? { body: new Uint8Array(), tooLarge: true }
    : { body: Buffer.concat(chunks), tooLarge: false };
};
