// The first bytes of a genuine TLS handshake, for visitors who go no further or change them.
import { once } from 'node:events';
import { Duplex } from 'node:stream';
import { connect } from 'node:tls';

/** What a TLS client of Node says first; nobody is called. */
export const clientHello = async (): Promise<Buffer> => {
  const said = Promise.withResolvers<Buffer>();
  const road = new Duplex({
    read: () => undefined,
    write: (chunk: Buffer, _encoding, done) => {
      said.resolve(chunk);
      done();
    },
  });
  const socket = connect({ socket: road, servername: 'localhost' });
  socket.on('error', () => undefined);
  const hello = await said.promise;
  const closed = once(socket, 'close');
  socket.destroy();
  await closed;
  return hello;
};
