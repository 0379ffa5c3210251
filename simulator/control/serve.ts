// Listens on the control port.
import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ControlAppOptions } from './app.ts';

export type ControlServer = {
  readonly url: string;
  /** Loads what answers, so that the first caller need not wait for it. */
  readonly load: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Long: a connection that is closed just when a caller uses it again would be a failure nobody scripted. */
const keepAliveMs = 600_000;

/** The application is loaded at the first call: a bureau that nobody steers is ready sooner. */
const loadListener = async (options: ControlAppOptions): Promise<RequestListener> => {
  const [{ getRequestListener }, { createControlApp }] = await Promise.all([
    import('@hono/node-server'),
    import('./app.ts'),
  ]);
  return getRequestListener(createControlApp(options).fetch);
};

/** Resolves when it listens (port 0: a free one); rejects with the system's error, `code` EADDRINUSE when taken. */
export const serveControl = (options: ControlAppOptions & { readonly port: number }): Promise<ControlServer> => {
  let loading: Promise<RequestListener> | null = null;
  const listener = () => {
    loading ??= loadListener(options);
    return loading;
  };
  const server = createServer({ keepAliveTimeout: keepAliveMs }, (request, response) => {
    listener().then((answer) => answer(request, response), options.onFailure);
  });
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      // Event streams never end by themselves.
      server.closeAllConnections();
    });
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, options.host, () => {
      server.off('error', reject);
      const { address, family, port } = server.address() as AddressInfo;
      resolve({
        url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`,
        load: async () => void (await listener()),
        close,
      });
    });
  });
};
