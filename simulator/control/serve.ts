// Listens on the control port.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { type ControlAppOptions, createControlApp } from './app.ts';

export type ControlServer = { readonly url: string; readonly close: () => Promise<void> };

/** Long: a connection that is closed just when a caller uses it again would be a failure nobody scripted. */
const keepAliveMs = 600_000;

/** Resolves when it listens (port 0: a free one); rejects with the system's error, `code` EADDRINUSE when taken. */
export const serveControl = (options: ControlAppOptions & { readonly port: number }): Promise<ControlServer> => {
  const app = createControlApp(options);
  const server = createServer({ keepAliveTimeout: keepAliveMs }, getRequestListener(app.fetch));
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
      resolve({ url: `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`, close });
    });
  });
};
