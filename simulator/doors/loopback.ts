// Whether an address to listen on can be reached from this machine alone; plain HTTP is for such alone (T-1).
import { isIP } from 'node:net';

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
