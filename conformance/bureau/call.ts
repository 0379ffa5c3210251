// One call on the bureau's control port, over connections that stay open: a certification makes thousands of them.
import type { IncomingMessage } from 'node:http';
import { http } from './node-http.ts';

export type Reply = { readonly status: number; readonly text: string };
/** Rejects with the system's error, or with ETIMEDOUT when the bureau says nothing for `patienceMs`. */
export type Call = (method: string, path: string, body?: unknown) => Promise<Reply>;

/** An answer that goes on; rejects with the system's error. */
export const openStream = (
  bureau: { readonly url: string; readonly token: string },
  path: string,
  signal: AbortSignal,
): Promise<IncomingMessage> =>
  new Promise((resolve, reject) => {
    const headers = { authorization: `Bearer ${bureau.token}` };
    const call = http.request(new URL(path, bureau.url), { agent: false, headers, signal }, resolve);
    call.on('error', reject);
    call.end();
  });

/** As many as sessions ask at once. */
const mostConnections = 64;

export const createCall = (
  bureau: { readonly url: string; readonly token: string },
  { patienceMs }: { readonly patienceMs: number },
): Call => {
  const agent = new http.Agent({ keepAlive: true, maxSockets: mostConnections });
  const { hostname, port } = new URL(bureau.url);
  const authorization = `Bearer ${bureau.token}`;
  return (method, path, body) =>
    new Promise((resolve, reject) => {
      const content = body === undefined ? '' : JSON.stringify(body);
      const headers = {
        authorization,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(content),
      };
      const call = http.request({ agent, hostname, port, method, path, headers, timeout: patienceMs }, (response) => {
        let text = '';
        response.setEncoding('utf8');
        response.on('data', (chunk: string) => {
          text += chunk;
        });
        response.on('end', () => resolve({ status: response.statusCode ?? 0, text }));
        response.on('error', reject);
      });
      call.on('timeout', () => call.destroy(new Error(`no answer within ${patienceMs} ms`)));
      call.on('error', reject);
      call.end(content);
    });
};
