// How long a door bears visitors who stall, crowd it or talk without end, plain and under TLS alike.
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../../simulator/doors/door.ts';
import { createHandshakes } from '../../../simulator/doors/handshakes.ts';
import { usualPatience } from '../../../simulator/doors/patience.ts';
import { openAuthority } from '../../../simulator/tls/authority.ts';
import { answerOf, connectTo, postText, type Target, visit, watch } from './raw-visit.ts';

const authority = openAuthority({ dataDir: null, now: Date.now() });
const welcome = { manner: 'send', httpStatus: 200, contentType: 'application/json', body: '{}' } as const;
/** Short enough to be met, and long enough for a handshake on a busy machine: the door's own clock shows the visitor out, the test only waits for that. */
const short = { ...usualPatience, requestMs: 800, lookEveryMs: 20 };

const doors: Door[] = [];
const sockets: Socket[] = [];
afterEach(async () => {
  for (const socket of sockets.splice(0)) socket.destroy();
  await Promise.all(doors.splice(0).map((door) => door.close()));
});

describe.each([
  ['plain', null],
  ['TLS', authority],
] as const)('a %s door', (_name, secure) => {
  const open = async (patience = short): Promise<Target> => {
    const door = await openDoor({
      port: 0,
      host: '127.0.0.1',
      handshakes: secure && createHandshakes({ ...secure.leaf, mostMs: patience.requestMs }),
      patience,
      receive: async () => ({ departure: welcome, finished: () => undefined }),
    });
    doors.push(door);
    return { port: door.port, ca: secure?.rootPem ?? null };
  };
  const enter = (target: Target): Socket => {
    const socket = connectTo(target);
    sockets.push(socket);
    return socket;
  };
  const say = (socket: Socket, text: string): Promise<{ text: string; end: string }> => {
    const sight = watch(socket);
    socket.write(text);
    return sight;
  };

  it.each([
    ['half a head', 'POST / HTTP/1.1\r\nHost: x\r\nX-'],
    ['half a body', 'POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n\r\n{'],
    ['half a chunk', 'POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n{'],
    ['half a request after a whole one', `${postText('/', '{}').replace('Connection: close\r\n', '')}POST / HT`],
  ])('shows out who stalls within %s', async (_what, text) => {
    const { text: heard } = await say(enter(await open()), text);
    expect(heard).toMatch(/HTTP\/1\.1 408 Request Timeout\r\nConnection: close\r\n\r\n$/);
  });

  it('shows out who says nothing', async () => {
    await watch(connect({ host: '127.0.0.1', port: (await open()).port }));
  });

  it('answers others while many stall', async () => {
    const target = await open(usualPatience);
    const stalling = Array.from({ length: 100 }, () => enter(target));
    await Promise.all(stalling.map((socket) => once(socket, secure ? 'secureConnect' : 'connect')));
    for (const socket of stalling) socket.write('POST / HTTP/1.1\r\nX-');
    expect(answerOf((await visit(target, '/')).text).status).toBe(200);
  });

  it('reads a head of 16 KiB and none that is longer', async () => {
    const target = await open(usualPatience);
    const withHeader = async (length: number) => {
      const { text } = await say(enter(target), postText('/', '{}', `X: ${'x'.repeat(length)}\r\n`));
      return answerOf(text).status;
    };
    expect([await withHeader(15 * 1024), await withHeader(17 * 1024)]).toEqual([200, 431]);
  });

  it('closes the connection that is one too many unheard', async () => {
    const target = await open({ ...usualPatience, mostConnections: 2 });
    const inside = [enter(target), enter(target)];
    await Promise.all(inside.map((socket) => once(socket, secure ? 'secureConnect' : 'connect')));
    expect((await visit(target, '/')).text).toBe('');
    inside[0]?.destroy();
    await once(inside[0] as Socket, 'close');
    // The door hears of it a moment later: whoever comes then is let in.
    await expect.poll(async () => answerOf((await visit(target, '/')).text).status).toBe(200);
  });
});
