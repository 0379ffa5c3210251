// Listens on the control port.
import type { RequestListener, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { http } from '../../protocol/node-http.ts';
import { serverSettings, usualPatience } from '../doors/patience.ts';
import type { ControlAppOptions } from './app.ts';

export type ControlServer = {
  readonly url: string;
  /** Loads what answers, so that the first caller need not wait for it. */
  readonly load: () => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The application is loaded at the first call: a bureau that nobody steers is ready sooner. */
const loadListener = async (options: ControlAppOptions): Promise<RequestListener> => {
  const [{ getRequestListener }, { createControlApp }] = await Promise.all([
    import('@hono/node-server'),
    import('./app.ts'),
  ]);
  return getRequestListener(createControlApp(options).fetch);
};

const callersOwn = Object.entries({
  'x-content-type-options': 'nosniff',
  'cross-origin-resource-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
});

/**
 * What is answered is for the caller alone: kept by no cache, taken for no script, shown in nobody's page. No CORS: never.
 * Said here, where a resource may still say otherwise, and not in the application, whose answers it would slow by half.
 */
const keepForTheCaller = (response: ServerResponse): void => {
  for (const [name, value] of callersOwn) response.setHeader(name, value);
};

/** Resolves when it listens (port 0: a free one); rejects with the system's error, `code` EADDRINUSE when taken. */
export const serveControl = (options: ControlAppOptions & { readonly port: number }): Promise<ControlServer> => {
  let loading: Promise<RequestListener> | null = null;
  const listener = () => {
    loading ??= loadListener(options);
    return loading;
  };
  const server = http.createServer(serverSettings(usualPatience), (request, response) => {
    keepForTheCaller(response);
    listener().then((answer) => answer(request, response), options.onFailure);
  });
  server.maxConnections = usualPatience.mostConnections;
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
