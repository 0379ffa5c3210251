// Calls a port over real HTTP, with any header, and tells a witness of it.
import { type IncomingHttpHeaders, request as requestHttp } from 'node:http';
import type { Message } from './witness.ts';

export type Call = {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
};
export type Called = { readonly status: number; readonly headers: IncomingHttpHeaders; readonly body: Buffer };

/** Resolves with the answer as soon as it is whole, also when it came before all was sent. */
export const callOver = (base: string, { method, path, body, headers = {} }: Call): Promise<Called> =>
  new Promise((resolve, reject) => {
    const request = requestHttp(new URL(path, base), { method, agent: false, headers });
    let answered = false;
    request.on('response', (response) => {
      answered = true;
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }),
      );
      response.on('error', reject);
    });
    request.on('error', (error) => (answered ? undefined : reject(error)));
    request.end(body);
  });

export const messageOf = ({ method, path, body }: Call, called: Called): Message => ({
  ...{ method, path, ...called },
  ...(body === undefined ? {} : { requestBody: body }),
});
