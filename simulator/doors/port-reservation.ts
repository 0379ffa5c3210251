// Keeps the port of a closed listener ours: connections to it are refused, and no other socket of this machine gets it.
import { connect } from 'node:net';

/**
 * A TCP socket connected from the port to itself: it occupies the port without listening on it. Without it the system
 * may give the port to the next tenant or to a client's connection, and the listener could not come back (seen with
 * a range of eight ports: taken without the reservation, kept with it).
 * Where a system does not allow it the port is merely free. Returns the release.
 */
export const reservePort = (host: string, port: number): (() => void) => {
  const socket = connect({ host, port, localAddress: host, localPort: port });
  socket.on('error', () => socket.destroy());
  socket.unref();
  return () => void socket.resetAndDestroy();
};
