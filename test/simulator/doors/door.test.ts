// What a visitor with a raw socket meets at the door, plain and under TLS alike.
import { once } from 'node:events';
import { afterEach, describe, expect, it } from 'vitest';
import { type Door, openDoor } from '../../../simulator/doors/door.ts';
import { createHandshakes } from '../../../simulator/doors/handshakes.ts';
import type { Arrival, Departure, Receive } from '../../../simulator/doors/visit.ts';
import { openAuthority } from '../../../simulator/tls/authority.ts';
import { answerOf, connectTo, postText, type Target, visit, watch } from './raw-visit.ts';

const authority = openAuthority({ dataDir: null, now: Date.now() });
const welcome: Departure = {
  manner: 'send',
  httpStatus: 200,
  contentType: 'application/json',
  body: '{"returnCode":"0000"}',
};

const doors: Door[] = [];
afterEach(() => Promise.all(doors.splice(0).map((door) => door.close())));

describe.each([
  ['plain', null],
  ['TLS', authority],
] as const)('a %s door', (_name, secure) => {
  const open = async (receive: Receive): Promise<{ door: Door; target: Target }> => {
    const door = await openDoor({
      port: 0,
      host: '127.0.0.1',
      handshakes: secure && createHandshakes(secure.leaf),
      receive,
    });
    doors.push(door);
    return { door, target: { port: door.port, ca: secure?.rootPem ?? null } };
  };
  const openWith = async (departure: Departure) => {
    const ends: boolean[] = [];
    const arrivals: Arrival[] = [];
    const opened = await open(async (arrival) => {
      arrivals.push(arrival);
      return { departure, finished: (complete) => ends.push(complete) };
    });
    return { ...opened, ends, arrivals };
  };

  it('hands in the bytes and sends the answer', async () => {
    const { target, ends, arrivals } = await openWith(welcome);
    const { text, end } = await visit(target, '/test/v1/quota.query?x=1', '{"é":1}');
    expect([answerOf(text).status, answerOf(text).body, end, ends]).toEqual([200, welcome.body, 'end', [true]]);
    const [arrival] = arrivals;
    expect(arrival).toMatchObject({
      method: 'POST',
      path: '/test/v1/quota.query',
      contentType: 'application/json',
      tooLarge: false,
      connection: 1,
      secure: secure !== null,
    });
    expect(Buffer.from(arrival?.body ?? []).toString()).toBe('{"é":1}');
  });

  it('resets before a byte of the answer', async () => {
    const { target, ends } = await openWith({ ...welcome, manner: 'reset' });
    expect(await visit(target, '/')).toEqual({ text: '', end: 'ECONNRESET' });
    expect(ends).toEqual([false]);
  });

  it('sends the head and half of the body, then resets', async () => {
    const { target, ends } = await openWith({ ...welcome, manner: 'reset-mid-answer' });
    const { text, end } = await visit(target, '/');
    expect([answerOf(text).body, end, ends]).toEqual([welcome.body.slice(0, 10), 'ECONNRESET', [false]]);
    expect(answerOf(text).head).toContain(`content-length: ${welcome.body.length}`);
  });

  it('tells the bureau when the client gives up waiting', async () => {
    const seen = Promise.withResolvers<AbortSignal>();
    const { target } = await open(async ({ left }) => {
      seen.resolve(left);
      await once(left, 'abort');
      return { departure: { ...welcome, manner: 'leave' }, finished: () => undefined };
    });
    const socket = connectTo(target);
    socket.write(postText('/', '{}'));
    const left = await seen.promise;
    expect(left.aborted).toBe(false);
    socket.destroy();
    await once(left, 'abort');
  });

  it('takes 4 MiB and says of more that it is too large', async () => {
    const { target, arrivals } = await openWith(welcome);
    const largest = 'x'.repeat(4 * 1024 * 1024);
    await visit(target, '/', largest);
    expect(answerOf((await visit(target, '/', `${largest}x`)).text).status).toBe(200);
    expect(arrivals.map(({ tooLarge, body }) => [tooLarge, body.length])).toEqual([
      [false, largest.length],
      [true, 0],
    ]);
  });

  it('refuses connections while paused, breaks open ones, and comes back on its port', async () => {
    const { door, target } = await openWith(welcome);
    const idle = connectTo(target);
    const sight = watch(idle);
    await once(idle, secure ? 'secureConnect' : 'connect');
    door.pause();
    await sight;
    expect(await visit(target, '/')).toEqual({ text: '', end: 'ECONNREFUSED' });
    await door.resume();
    expect(answerOf((await visit(target, '/')).text).status).toBe(200);
  });

  it('keeps the last word when paused and resumed in one breath', async () => {
    const { door, target } = await openWith(welcome);
    door.pause();
    void door.resume();
    door.pause();
    void door.resume();
    door.pause();
    const refused = await new Promise((resolve) => setImmediate(() => resolve(visit(target, '/'))));
    expect(refused).toEqual({ text: '', end: 'ECONNREFUSED' });
  });

  it('stays closed when it is resumed after it was closed while paused', async () => {
    const { door, target } = await openWith(welcome);
    door.pause();
    await door.close();
    await door.resume();
    expect(await visit(target, '/')).toEqual({ text: '', end: 'ECONNREFUSED' });
  });

  it('closes after finishing what is being answered, and lets go of what waits', async () => {
    const inside = Promise.withResolvers<void>();
    let count = 0;
    const { target } = await open(async (arrival) => {
      count += 1;
      if (count === 2) inside.resolve();
      await once(arrival.left, 'abort');
      const manner = arrival.path === '/held' ? 'leave' : 'send';
      return { departure: { ...welcome, manner }, finished: () => undefined };
    });
    const idle = connectTo(target);
    const visits = Promise.all([visit(target, '/held'), visit(target, '/working'), watch(idle)]);
    await inside.promise;
    await doors.pop()?.close();
    const [held, working] = await visits;
    expect([held.text, answerOf(working.text).status]).toEqual(['', 200]);
    expect((await visit(target, '/')).end).toBe('ECONNREFUSED');
  });

  it('is closed only when the last visit had its last word', async () => {
    const said: string[] = [];
    const inside = Promise.withResolvers<void>();
    const { target } = await open(async ({ left }) => {
      inside.resolve();
      await once(left, 'abort');
      await new Promise((resolve) => setImmediate(resolve));
      return { departure: { ...welcome, manner: 'leave' }, finished: () => void said.push('finished') };
    });
    const socket = connectTo(target);
    socket.on('error', () => undefined).write(postText('/', '{}'));
    await inside.promise;
    socket.destroy();
    await doors.pop()?.close();
    expect(said).toEqual(['finished']);
  });

  it('drains: what is open is answered, each the last of its connection, and nobody else comes in', async () => {
    const [inside, enough] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const { door, target } = await open(async () => {
      inside.resolve();
      await enough.promise;
      return { departure: welcome, finished: () => undefined };
    });
    const socket = connectTo(target);
    const sight = watch(socket);
    socket.write('POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 2\r\n\r\n{}');
    await inside.promise;
    const drained = door.drain().then(() => 'drained');
    expect((await visit(target, '/')).end).toBe('ECONNREFUSED');
    enough.resolve();
    const { status, head } = answerOf((await sight).text);
    expect([status, head.toLowerCase().includes('connection: close'), await drained]).toEqual([200, true, 'drained']);
  });

  it('closes upon a body that never ends, without a failure of ours', async () => {
    const failures: unknown[] = [];
    const options = { port: 0, host: '127.0.0.1', handshakes: secure && createHandshakes(secure.leaf) };
    const receive = () => Promise.reject(new Error('nobody came in'));
    const door = await openDoor({ ...options, receive, onFailure: (error) => failures.push(error) });
    const socket = connectTo({ port: door.port, ca: secure?.rootPem ?? null });
    const sight = watch(socket);
    const begun = 'POST / HTTP/1.1\r\nHost: localhost\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n{';
    socket.write(begun);
    await once(socket, 'data');
    await door.close();
    expect([answerOf((await sight).text).status, failures]).toEqual([100, []]);
  });
});

it('rejects with the system’s word when the port is taken', async () => {
  const { promise: forever } = Promise.withResolvers<never>();
  const options = { host: '127.0.0.1', handshakes: null, receive: () => forever };
  const door = await openDoor({ ...options, port: 0 });
  doors.push(door);
  await expect(openDoor({ ...options, port: door.port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port: door.port,
  });
});
