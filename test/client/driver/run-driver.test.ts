// The reference client as a client under test: its side of the dialogue of section D, line by line.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { Reply } from '../fake-bureau.ts';
import { invoiceOf, sampleOrder } from '../sample-order.ts';
import { at, createKit, hello, type Kit, type Message, openMessage, startedAt } from './kit.ts';

const order = sampleOrder();

const issue = (id: string, changes: Message = {}): Message => ({
  type: 'command',
  id,
  session: 's',
  command: 'issue',
  order,
  now: startedAt,
  ...changes,
});
const wake = (id: unknown, seconds: number, session = 's'): Message => ({
  type: 'wake',
  id,
  session,
  now: at(seconds),
});

const openKit = async (script: readonly Reply[] = [], changes: Message = {}): Promise<Kit> => {
  const kit = createKit(script);
  kit.say(hello, openMessage('s', changes));
  await kit.heard(2);
  kit.lines.length = 0;
  return kit;
};

const brief = (lines: readonly Message[]): string[] =>
  lines.map(({ type, reason, outcome }) => [type, reason, outcome].filter(Boolean).join(' '));

describe('the driver', () => {
  it('greets with its name, its classes and the clock it was asked for', async () => {
    const kit = createKit();
    kit.say(hello);
    expect(await kit.heard(1)).toEqual([
      {
        type: 'hello',
        name: 'liandiao-reference',
        version: '0.1.0',
        language: 'TypeScript',
        capabilities: ['core', 'restart', 'audit', 'red', 'void', 'callback', 'sync', 'xml', 'sm2', 'rollout'],
        clock: 'virtual',
      },
    ]);
  });

  it('says the response timeout before the request and cancels it after the answer', async () => {
    const kit = await openKit();
    kit.say(issue('c1'));
    const [sleep, cancel, result] = await kit.heard(3);
    expect(sleep).toEqual({
      type: 'sleep',
      id: sleep?.['id'],
      session: 's',
      command: 'c1',
      milliseconds: 30_000,
      reason: 'response-timeout',
      nonce: kit.bureau.seen[0]?.nonce,
    });
    expect(cancel).toEqual({ type: 'cancel', id: sleep?.['id'] });
    expect(result).toMatchObject({
      type: 'result',
      id: 'c1',
      outcome: 'issued',
      returnCode: '0000',
      attempts: 1,
      invoice: { orderNo: order.orderNo, invoiceNo: '26112000000000000001', status: 'issued' },
    });
  });

  it('gives a request up only when its timeout is woken, and waits by one sleep at a time', async () => {
    const kit = await openKit(['never', { code: '3001', retryAfter: '25' }, { code: '4004' }]);
    kit.say(issue('c1'));
    kit.say(wake((await kit.heard(1))[0]?.['id'], 30));
    kit.say(wake((await kit.heard(2))[1]?.['id'], 40));
    const backoff = (await kit.heard(5))[4];
    expect(backoff).toMatchObject({ type: 'sleep', reason: 'backoff', milliseconds: 25_000, command: 'c1' });
    kit.say(wake(backoff?.['id'], 65));
    expect(brief(await kit.heard(10))).toEqual([
      'sleep response-timeout',
      'sleep retry',
      'sleep response-timeout',
      'cancel',
      'sleep backoff',
      'sleep response-timeout',
      'cancel',
      'sleep response-timeout',
      'cancel',
      'result issued',
    ]);
    expect(kit.bureau.seen.map(({ timestamp }) => timestamp.slice(-4))).toEqual(['0000', '0040', '0105', '0105']);
  });

  it('polls by sleeps', async () => {
    const kit = await openKit([{ code: '0001' }, { code: '0000', data: invoiceOf(order) }]);
    kit.say(issue('c1'));
    const poll = (await kit.heard(3))[2];
    expect(poll).toMatchObject({ type: 'sleep', reason: 'poll', milliseconds: 3_000 });
    kit.say(wake(poll?.['id'], 3));
    expect((await kit.heard(6))[5]).toMatchObject({ outcome: 'issued', attempts: 2 });
  });

  it('says who blocks the second command of an order, which ends with the first', async () => {
    const kit = await openKit([{ code: '3001' }]);
    kit.say(issue('c1'), issue('c2'));
    const lines = await kit.heard(4);
    const blocked = lines.find(({ type }) => type === 'blocked');
    expect(blocked).toMatchObject({ session: 's', command: 'c2', by: 'c1' });
    kit.say(wake(lines.find(({ reason }) => reason === 'backoff')?.['id'], 10));
    const results = (await kit.heard(8)).filter(({ type }) => type === 'result');
    expect(results.map(({ id, outcome }) => [id, outcome])).toEqual([
      ['c1', 'issued'],
      ['c2', 'issued'],
    ]);
    expect(kit.bureau.seen).toHaveLength(2);
  });

  it('holds several sessions at once, each with its own time', async () => {
    const kit = await openKit([{ code: '3001' }, { code: '3001' }]);
    kit.say(openMessage('t', { now: at(3600) }), issue('c1'), issue('c2', { session: 't', now: at(3600) }));
    const sleeps = (await kit.heard(7)).filter(({ reason }) => reason === 'backoff');
    kit.say(wake(sleeps.find(({ session }) => session === 't')?.['id'], 3610, 't'));
    const [result] = (await kit.heard(10)).filter(({ type }) => type === 'result');
    expect(result).toMatchObject({ id: 'c2', outcome: 'issued' });
    expect(kit.bureau.seen.map(({ timestamp }) => timestamp.slice(8))).toEqual(['100000', '110000', '110010']);
  });

  it.each<[string, Reply, Message]>([
    [
      'rejected',
      { code: '1001', data: { errors: [{ field: '/a', rule: 'P-8', message: 'm' }] } },
      { returnCode: '1001', errors: [{ field: '/a', rule: 'P-8', message: 'm' }] },
    ],
    ['rejected', { code: '2001' }, { returnCode: '2001', attempts: 1 }],
    ['rejected', { code: '4002' }, { returnCode: '4002', invoice: null }],
    ['unknown', { code: '4001', data: invoiceOf(order, 'void') }, { returnCode: '4001' }],
  ])('tells an issue as %s', async (outcome, reply, members) => {
    const kit = await openKit([reply]);
    kit.say(issue('c1'));
    expect((await kit.heard(3))[2]).toMatchObject({ type: 'result', id: 'c1', outcome, ...members });
  });

  it('tells what it refused locally, with its errors', async () => {
    const kit = await openKit();
    kit.say(issue('c1', { order: { ...order, total: '1060.01' } }));
    expect(await kit.heard(1)).toMatchObject([
      { outcome: 'invalid', returnCode: null, attempts: 0, errors: [{ field: '/total', rule: 'P-4' }] },
    ]);
  });

  it.each<[string, Reply]>([
    ['rejected', { code: '4004' }],
    ['processing', { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } }],
    ['issued', { code: '0000', data: invoiceOf(order, 'red-full') }],
  ])('tells a query as %s', async (outcome, reply) => {
    const kit = await openKit([reply]);
    kit.say(issue('q1', { command: 'query', orderNo: order.orderNo }));
    expect((await kit.heard(3))[2]).toMatchObject({ type: 'result', id: 'q1', outcome, attempts: 1 });
  });

  it('answers a made-up command with unsupported', async () => {
    const kit = await openKit();
    kit.say(issue('c1', { command: 'dance' }));
    expect(await kit.heard(1)).toMatchObject([{ type: 'result', id: 'c1', outcome: 'unsupported', attempts: 0 }]);
  });

  it('answers lines it cannot read or obey with error, and goes on', async () => {
    const kit = await openKit();
    kit.write('{"half');
    kit.write('');
    kit.say({ type: 'dance' }, issue('c1', { session: 'gone' }), issue('c2', { order: 'text' }));
    kit.say(openMessage('s'), openMessage('u', { sm4Key: 'short' }), issue('c3', { command: 'query' }));
    kit.say(wake('w999', 1), wake('w999', 1, 'gone'), { type: 'cancel', id: 'x' }, issue('c4'));
    const lines = await kit.heard(11);
    expect(lines.filter(({ type }) => type === 'error').map(({ id }) => id)).toEqual([
      null,
      null,
      'c1',
      'c2',
      's',
      'u',
      'c3',
      'x',
    ]);
    expect(lines.at(-1)).toMatchObject({ id: 'c4', outcome: 'issued' });
  });

  it('says nothing of its waits with a real clock', async () => {
    const kit = createKit();
    kit.say({ ...hello, clock: 'real' }, openMessage('s'), issue('c1'));
    expect(brief(await kit.heard(3))).toEqual(['hello', 'opened', 'result issued']);
  });

  it('exits 0 at the end of its input, what waits left in its store', async () => {
    const kit = await openKit([{ code: '3001' }]);
    kit.say(issue('c1'));
    await kit.heard(3);
    kit.end();
    expect(await kit.exit).toBe(0);
  });

  it('lets a request in flight end when the input ends', async () => {
    const kit = await openKit();
    kit.say(issue('c1'));
    kit.end();
    expect(await kit.exit).toBe(0);
    expect(kit.lines.at(-1)).toMatchObject({ id: 'c1', outcome: 'issued' });
  });

  it('says nothing more of a session that was closed', async () => {
    const kit = await openKit([{ code: '3001' }]);
    kit.say(issue('c1'));
    await kit.heard(3);
    kit.say({ type: 'close', session: 's' }, openMessage('t'));
    expect((await kit.heard(4))[3]).toMatchObject({ type: 'opened', session: 't' });
  });
});

describe('a restart', () => {
  it('finishes open orders unasked, beginning with a query, and owes each result under its old id', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'session-'));
    const killed = await openKit(['issue-and-hold'], { stateDir });
    killed.say(issue('c1'));
    await killed.heard(1);
    const kit = createKit([{ code: '3001' }]);
    kit.bureau.issued.set(order.orderNo, invoiceOf({ ...order }));
    kit.say(hello, openMessage('s', { stateDir, resume: true, now: at(5) }));
    const backoff = (await kit.heard(5))[4];
    expect(backoff).toMatchObject({ reason: 'backoff', command: 'c1' });
    kit.say(wake(backoff?.['id'], 15));
    expect((await kit.heard(8))[7]).toMatchObject({ type: 'result', id: 'c1', outcome: 'issued', attempts: 3 });
    expect(kit.bureau.seen.map((seen) => seen.interface)).toEqual(['invoice.query', 'invoice.query']);
    await rm(stateDir, { recursive: true });
  });

  it('blocks a new command for an order that is being finished', async () => {
    const stateDir = await mkdtemp(join(tmpdir(), 'session-'));
    const killed = await openKit(['never'], { stateDir });
    killed.say(issue('c1'));
    await killed.heard(1);
    const kit = createKit([{ code: '3001' }]);
    kit.say(hello, openMessage('s', { stateDir, resume: true }));
    await kit.heard(5);
    kit.say(issue('c2'));
    expect((await kit.heard(6))[5]).toMatchObject({ type: 'blocked', command: 'c2', by: 'c1' });
    await rm(stateDir, { recursive: true });
  });
});
