// The event stream on a real port: new events, replay after a broken connection, and an orderly end.
import { afterEach, expect, it } from 'vitest';
import { type ControlServer, serveControl } from '../../../simulator/control/serve.ts';
import { createStandIn, token } from './stand-in-bureau.ts';

const servers: ControlServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const listen = async () => {
  const standIn = createStandIn();
  const server = await serveControl({ bureau: standIn.bureau, token, host: '127.0.0.1', port: 0 });
  servers.push(server);
  const subscribe = async (headers: Record<string, string> = {}) => {
    const response = await fetch(`${server.url}/control/v1/events`, {
      headers: { authorization: `Bearer ${token}`, ...headers },
    });
    const chunks = (response.body ?? new ReadableStream()).pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const until = async (end: string): Promise<string> => {
      while (!seen.includes(end)) {
        const { value, done } = await chunks.read();
        if (done) return seen;
        seen += value;
      }
      return seen;
    };
    return { response, until, leave: () => chunks.cancel() };
  };
  return { ...standIn, server, subscribe };
};

const event = (id: number) => ({ id, event: 'exchange-opened', data: { tenant: 'default', exchange: id } });

it('sends what happens from now on', async () => {
  const { say, subscribe } = await listen();
  say(event(1));
  const { response, until } = await subscribe();
  await until(': listening\n\n');
  say(event(2));
  const seen = await until('id: 2\n\n');
  expect(response.headers.get('content-type')).toContain('text/event-stream');
  expect(seen).toBe(': listening\n\nevent: exchange-opened\ndata: {"tenant":"default","exchange":2}\nid: 2\n\n');
});

it('replays what came after the last event that was seen', async () => {
  const { say, subscribe } = await listen();
  for (const id of [1, 2, 3]) say(event(id));
  const { until } = await subscribe({ 'last-event-id': '1' });
  const seen = await until('id: 3\n\n');
  expect([...seen.matchAll(/id: (\d+)/g)].map((match) => match[1])).toEqual(['2', '3']);
});

it('forgets a listener that went away', async () => {
  const { listeners, say, subscribe } = await listen();
  const { until, leave } = await subscribe();
  await until(': listening\n\n');
  await leave();
  await expect
    .poll(() => {
      say(event(9));
      return listeners.size;
    })
    .toBe(0);
});

it('refuses a Last-Event-ID that is no number', async () => {
  const { subscribe } = await listen();
  expect((await subscribe({ 'last-event-id': 'x' })).response.status).toBe(400);
});

it('closes although streams are open', async () => {
  const { server, subscribe } = await listen();
  const { until } = await subscribe();
  await until(': listening\n\n');
  await server.close();
  await expect(until('never')).rejects.toThrow();
});

it('rejects with the system’s word when its port is taken', async () => {
  const { server, bureau } = await listen();
  const port = Number(new URL(server.url).port);
  await expect(serveControl({ bureau, token, host: '127.0.0.1', port })).rejects.toMatchObject({
    code: 'EADDRINUSE',
    port,
  });
});
