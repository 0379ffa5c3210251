// A visitor with bare hands: one raw socket, plain or TLS, and everything that it saw.
import { connect as connectPlain, type Socket } from 'node:net';
import { connect as connectSecure } from 'node:tls';

export type Sight = {
  /** Every byte that came, as text. */
  readonly text: string;
  /** `end`: closed in order; otherwise the error code the system gave, e.g. ECONNRESET. */
  readonly end: string;
};

/** `trusts` anybody: neither chain nor name is checked. */
export type Target = { readonly port: number; readonly ca: string | null; readonly trusts?: 'anybody' };

/** Connects; for TLS the chain must verify against `ca`. */
export const connectTo = ({ port, ca, trusts }: Target): Socket =>
  ca === null
    ? connectPlain({ host: '127.0.0.1', port })
    : connectSecure({
        ...{ host: '127.0.0.1', port, ca, servername: 'localhost' },
        rejectUnauthorized: trusts !== 'anybody',
      });

/** The bytes of one POST; the bureau is asked to close the connection after its answer. */
export const postText = (path: string, body: string, headers = 'Content-Type: application/json\r\n'): string =>
  `POST ${path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n${headers}Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;

/** Collects what the socket sees until it is over. */
export const watch = (socket: Socket): Promise<Sight> => {
  let text = '';
  let end = 'end';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString('utf8');
  });
  socket.on('error', (error: NodeJS.ErrnoException) => {
    end = error.code ?? error.message;
  });
  return new Promise((resolve) => {
    socket.on('close', () => resolve({ text, end }));
  });
};

/** One POST and everything that comes back until the connection is over. */
export const visit = (target: Target, path: string, body = '{}'): Promise<Sight> => {
  const socket = connectTo(target);
  const sight = watch(socket);
  socket.write(postText(path, body));
  return sight;
};

/** Status and body of the one answer in `text`. */
export const answerOf = (text: string): { readonly status: number; readonly head: string; readonly body: string } => {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(head)?.[1] ?? 0), head, body: rest.join('\r\n\r\n') };
};
