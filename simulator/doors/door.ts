// A door of the bureau: one listening port for HTTP or HTTPS that lets visits in and sends them off as they are told.
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { http } from '../../protocol/node-http.ts';
import { clientCertificateOf } from './client-certificate.ts';
import { depart } from './depart.ts';
import type { Disguise } from './disguise.ts';
import type { Handshakes } from './handshakes.ts';
import { type Patience, serverSettings, usualPatience } from './patience.ts';
import { reservePort } from './port-reservation.ts';
import { readBody } from './read-body.ts';
import { type DisguisedServer, secureServer } from './secure-server.ts';
import type { Receive } from './visit.ts';

export type DoorOptions = {
  /** 0: the system chooses a free one. */
  readonly port: number;
  readonly host: string;
  /** Of TLS; null for plain HTTP. */
  readonly handshakes: Handshakes | null;
  readonly receive: Receive;
  /** The usual one where absent. */
  readonly patience?: Patience;
  /** Told of failures of `receive`, which are ours; the visitor meets a closed connection. */
  readonly onFailure?: (error: unknown) => void;
};

export type Door = {
  readonly port: number;
  /** Nobody at home: new connections are refused, open ones destroyed. Idempotent. */
  readonly pause: () => void;
  /** Listens again on the same port. Idempotent. */
  readonly resume: () => Promise<void>;
  /** Asks what each new connection is shown (C-18); over plain HTTP nothing is. */
  readonly disguise: (choose: () => Disguise | null) => void;
  /** Destroys what connections are open. */
  readonly hangUp: () => void;
  /** Accepts nothing more; visits go on, each the last of its connection. Resolves when there is none. */
  readonly drain: () => Promise<void>;
  /** Accepts nothing more, tells waiting visits (`left`), lets those that are being answered finish. */
  readonly close: () => Promise<void>;
};

type Connection = { readonly number: number; readonly raw: Socket };
type Listener = { readonly server: Server; readonly disguised: DisguisedServer | null };

/** The visits that are not over, to the last word of whoever receives them; both resolve when there is none. */
type Visits = {
  readonly drain: () => Promise<void>;
  /** Tells those that wait, and closes connections when the last is over. */
  readonly end: () => Promise<void>;
};

const keyOf = (socket: Socket): string => `${socket.remoteAddress} ${socket.remotePort}`;

type Connections = {
  readonly of: (request: IncomingMessage) => Connection | null;
  /** Also those that are still shaking hands, of which the HTTP server knows nothing yet. */
  readonly destroyAll: () => void;
};

/** The raw sockets by remote address, because the socket of a request under TLS is not the one that can be reset. */
const trackConnections = (server: Server): Connections => {
  const connections = new Map<string, Connection>();
  let count = 0;
  server.on('connection', (raw: Socket) => {
    const key = keyOf(raw);
    count += 1;
    connections.set(key, { number: count, raw });
    raw.on('error', () => raw.destroy());
    raw.once('close', () => {
      if (connections.get(key)?.raw === raw) connections.delete(key);
    });
  });
  return {
    of: (request) => connections.get(keyOf(request.socket)) ?? null,
    destroyAll: () => {
      for (const { raw } of connections.values()) raw.destroy();
    },
  };
};

const createListener = ({ handshakes, patience = usualPatience }: DoorOptions): Listener => {
  const server = http.createServer({ ...serverSettings(patience), noDelay: true });
  server.maxConnections = patience.mostConnections;
  return { server, disguised: handshakes && secureServer(server, handshakes) };
};

const listen = (server: Server, at: { readonly port: number; readonly host: string }): Promise<void> =>
  new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen({ ...at, backlog: 1024 }, () => {
      server.off('error', reject);
      resolve();
    });
  });

const admit = async (
  way: {
    readonly request: IncomingMessage;
    readonly response: ServerResponse;
    readonly connection: Connection;
    readonly disguise: Disguise | null;
  },
  options: DoorOptions,
  left: AbortSignal,
): Promise<void> => {
  const { request, response, connection, disguise } = way;
  // Whoever never ends its body keeps no door from closing.
  const giveUp = () => void request.destroy(new Error('the door is being closed'));
  left.addEventListener('abort', giveUp);
  const { body, tooLarge } = await readBody(request);
  left.removeEventListener('abort', giveUp);
  const { departure, finished } = await options.receive({
    method: request.method ?? '',
    path: (request.url ?? '').split('?', 1)[0] ?? '',
    contentType: request.headers['content-type'] ?? null,
    body,
    tooLarge,
    connection: connection.number,
    secure: options.handshakes !== null,
    clientCertificate: () => clientCertificateOf(request),
    ...(disguise ? { fault: disguise.fault } : {}),
    left,
  });
  if (response.destroyed) return finished(false);
  await new Promise<void>((resolve) => {
    response.once('close', () => {
      finished(response.writableFinished);
      resolve();
    });
    depart(departure, { response, raw: connection.raw });
  });
};

/** Admits every request and keeps the visits that are not over. */
const receiveVisits = ({ server, disguised }: Listener, connections: Connections, options: DoorOptions): Visits => {
  const open = new Map<AbortController, ServerResponse>();
  let state: 'open' | 'draining' | 'closing' = 'open';
  const whenNone: (() => void)[] = [];
  const dismiss = (): void => {
    if (open.size > 0) return;
    for (const tell of whenNone.splice(0)) tell();
    if (state === 'closing') connections.destroyAll();
  };
  const none = (): Promise<void> =>
    new Promise((resolve) => {
      whenNone.push(resolve);
      dismiss();
    });
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    const connection = connections.of(request);
    if (!connection) return void response.destroy();
    // The machine's date would contradict the tenant's clock.
    response.sendDate = false;
    if (state !== 'open') response.shouldKeepAlive = false;
    const left = new AbortController();
    open.set(left, response);
    response.once('close', () => {
      if (!response.writableFinished) left.abort();
    });
    const disguise = disguised?.of(connection.raw) ?? null;
    admit({ request, response, connection, disguise }, options, left.signal)
      .catch((error: unknown) => {
        if (!request.errored) options.onFailure?.(error);
        response.destroy();
      })
      .finally(() => {
        open.delete(left);
        dismiss();
      });
  });
  return {
    drain: () => {
      state = 'draining';
      for (const response of open.values()) response.shouldKeepAlive = false;
      return none();
    },
    end: () => {
      state = 'closing';
      for (const left of open.keys()) left.abort();
      return none();
    },
  };
};

/** Opens a door and resolves when it listens; rejects with the system's error (`code` EADDRINUSE: the port is taken). */
export const openDoor = async (options: DoorOptions): Promise<Door> => {
  const { host } = options;
  const listener = createListener(options);
  const { server, disguised } = listener;
  const connections = trackConnections(server);
  const visits = receiveVisits(listener, connections, options);
  await listen(server, { port: options.port, host });
  const { port } = server.address() as AddressInfo;
  let release: (() => void) | null = null;
  let reopening: Promise<void> | null = null;
  let paused = false;
  /** For good: who resumes it then, finds it closed all the same. */
  let closing = false;
  const stopListening = (): void => {
    server.close();
    release = reservePort(host, port);
    connections.destroyAll();
  };
  const reopen = async (): Promise<void> => {
    release?.();
    release = null;
    await listen(server, { port, host });
    reopening = null;
    if (paused) stopListening();
  };
  return {
    port,
    pause: () => {
      if (closing) return;
      if (!paused && !reopening) stopListening();
      paused = true;
    },
    resume: async () => {
      if (closing) return;
      if (paused && !reopening) reopening = reopen();
      paused = false;
      await reopening;
    },
    disguise: (choose) => disguised?.choose(choose),
    hangUp: () => connections.destroyAll(),
    drain: async () => {
      closing = true;
      await reopening;
      server.close();
      await visits.drain();
    },
    close: async () => {
      closing = true;
      await reopening;
      release?.();
      const closed = new Promise<void>((resolve) => {
        server.close(() => resolve());
      });
      await Promise.all([visits.end(), closed]);
    },
  };
};
