// News of an order at its callbackUrl: what comes, in which words, how often, and when again (B-4).
import { mkdtempSync } from 'node:fs';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { signatureText } from '../../../protocol/signature.ts';
import { createSm2KeyPair, verifySm2Sm3 } from '../../../protocol/sm2.ts';
import { createEventStream } from '../../../simulator/events.ts';
import { openAuthority } from '../../../simulator/tls/authority.ts';
import { type CounterOptions, fault, openCounter, settle } from '../counter.ts';
import { application, noon, order, seller } from '../operations/books.ts';
import { openReceiver } from './receiver.ts';

const close: (() => unknown)[] = [];
afterEach(async () => {
  for (const one of close.splice(0).reverse()) await one();
});

const open = async (answer?: Parameters<typeof openReceiver>[0], options: CounterOptions = {}) => {
  const receiver = await openReceiver(answer);
  const counter = openCounter({ settings: { issue: 'asynchronous' }, ...options });
  close.push(receiver.close, counter.tenant.close);
  const { tenant } = counter;
  const advance = (advanceMs: number) => tenant.moveClock({ advanceMs });
  const payload = { ...order, callbackUrl: receiver.url };
  const pushes = () => tenant.readCallbacks({ after: 0, limit: 1000 })['pushes'] as readonly Record<string, unknown>[];
  const statuses = () => receiver.heard.map(({ data }) => (data as { status: string }).status);
  return { ...counter, receiver, advance, payload, pushes, statuses };
};

const refuse = () => ({ body: '{"returnCode":"9999"}' });

describe('a push', () => {
  it('carries the envelope of E-7 around the news, signed for the application', async () => {
    const { ask, payload, advance, receiver, invoices } = await open();
    await ask({ payload });
    await advance(5000);
    expect(receiver.heard).toEqual([
      {
        contentType: 'application/json; charset=utf-8',
        format: 'json',
        signed: true,
        message: {
          requestId: expect.stringMatching(/^P[0-9a-f]{24}$/),
          requestNonce: expect.stringMatching(/^[0-9a-f]{32}$/),
          interface: 'callback.status',
          timestamp: '20261123120005',
          returnCode: '0000',
          returnMessage: '成功',
          encryptType: 'SM4-CBC',
          data: expect.stringMatching(/^[0-9A-Za-z+/]+=*$/),
          signType: 'HMAC-SM3',
          signature: expect.stringMatching(/^[0-9a-f]{64}$/),
        },
        data: { orderNo: 'SO-1', invoiceNo: invoices()[0]?.['invoiceNo'], status: 'issued', at: '2026-11-23 12:00:05' },
      },
    ]);
  });

  it('comes for issued and delivered of an accepted order, each once, before the clock has moved on', async () => {
    const { ask, payload, advance, statuses, pushes } = await open();
    await ask({ payload });
    await advance(3_600_000);
    expect(statuses()).toEqual(['issued', 'delivered']);
    expect(pushes().map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['answered', null],
      ['answered', null],
    ]);
  });

  it('comes for a failed order too, which has no invoice', async () => {
    const { ask, payload, advance, receiver, tenant } = await open();
    await ask({ payload });
    await tenant.patch({ sellers: [{ taxNo: seller.taxNo, state: 'suspended' }] });
    await advance(3_600_000);
    expect(receiver.heard.map(({ data }) => data)).toEqual([
      { orderNo: 'SO-1', status: 'failed', at: '2026-11-23 12:00:05' },
    ]);
  });

  it('comes when the invoice is reversed', async () => {
    const { ask, payload, advance, receiver } = await open(undefined, { settings: { issue: 'synchronous' } });
    const { data } = await ask({ payload });
    await advance(60_000);
    const request = { orderNo: 'RED-1', originalInvoiceNo: data?.['invoiceNo'], reason: '01' };
    await ask({ interface: 'invoice.red', payload: request });
    await advance(0);
    expect(receiver.heard.map((push) => push.data)).toMatchObject([
      { orderNo: 'SO-1', status: 'delivered' },
      { orderNo: 'SO-1', invoiceNo: data?.['invoiceNo'], status: 'red-full', at: '2026-11-23 12:01:00' },
    ]);
  });

  it('is signed by the bureau’s SM2 key for an application that signs so', async () => {
    const { publicKeyPem, privateKeyPem } = createSm2KeyPair();
    const certified = { ...application, signType: 'SM2-SM3' as const, publicKeyPem };
    const { begin, payload, advance, receiver, tenant } = await open(undefined, { applications: [certified] });
    (await begin({ payload, privateKeyPem }).arrived).finished(true);
    await advance(5000);
    const { message = {} } = receiver.heard[0] ?? {};
    const bureauKey = String(tenant.view()['bureauPublicKeyPem']);
    expect(message['signType']).toBe('SM2-SM3');
    expect(verifySm2Sm3(signatureText(message), bureauKey, message['signature'] ?? '')).toBe(true);
  });

  it('comes again on time, and once each time, after a snapshot with it was brought back', async () => {
    const { ask, payload, advance, tenant, receiver } = await open(refuse);
    await ask({ payload });
    await advance(5000);
    await tenant.snapshots.save('refused-once');
    await advance(9999);
    for (const _ of [1, 2]) await tenant.snapshots.restore('refused-once');
    const before = receiver.heard.length;
    await advance(9999);
    const tooEarly = receiver.heard.length - before;
    await advance(1);
    expect([before, tooEarly, receiver.heard.length - before]).toEqual([1, 0, 1]);
  });

  it('does not repeat what the answer to the order has said', async () => {
    const { ask, payload, advance, statuses } = await open(undefined, { settings: { issue: 'synchronous' } });
    await ask({ payload });
    await advance(3_600_000);
    expect(statuses()).toEqual(['delivered']);
  });

  it('is written in the format that the order came in', async () => {
    const { ask, payload, advance, receiver } = await open(() => ({
      body: '<response><returnCode>0000</returnCode></response>',
    }));
    await ask({ payload, format: 'xml' });
    await advance(3_600_000);
    expect(receiver.heard.map(({ format, contentType, signed }) => [format, contentType, signed])).toEqual([
      ['xml', 'application/xml; charset=utf-8', true],
      ['xml', 'application/xml; charset=utf-8', true],
    ]);
  });

  it('is listed page by page', async () => {
    const { ask, payload, advance, tenant } = await open();
    await ask({ payload });
    await advance(3_600_000);
    const first = tenant.readCallbacks({ after: 0, limit: 1 });
    const second = tenant.readCallbacks({ after: Number(first['next']), limit: 2 });
    expect([first, second]).toMatchObject([
      { pushes: [{ status: 'issued' }], next: 1 },
      { pushes: [{ status: 'delivered' }], next: null },
    ]);
  });

  it('goes over HTTPS to this machine whoever signed its certificate', async () => {
    const heard: (string | undefined)[] = [];
    const { key, cert } = openAuthority({ dataDir: null, now: noon }).leaf;
    const server = createServer({ key, cert }, (request, response) => {
      heard.push(request.headers['content-type']);
      response.end('{"returnCode":"0000"}');
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    close.push(() => server.close());
    const { port } = server.address() as AddressInfo;
    const { ask, payload, advance, pushes } = await open();
    await ask({ payload: { ...payload, callbackUrl: `https://localhost:${port}/news` } });
    await advance(5000);
    expect([heard, pushes()[0]?.['state']]).toEqual([['application/json; charset=utf-8'], 'answered']);
  });

  it('is shown by the clock while it is under way, and the clock waits for its answer', async () => {
    let seen: unknown;
    const counter = await open(() => {
      seen = counter.tenant.clockView();
      return {};
    });
    await counter.ask({ payload: counter.payload });
    const moved = await counter.advance(5000);
    expect(seen).toMatchObject({
      now: '2026-11-23T12:00:05.000+08:00',
      pushes: [{ orderNo: 'SO-1', status: 'issued' }],
    });
    expect(moved).toMatchObject({ value: { pushes: [], nextEventAt: '2026-11-23T12:01:05.000+08:00' } });
  });
});

describe('a push that is not taken', () => {
  it.each([
    ['another code', refuse],
    ['another status', () => ({ status: 500 })],
    ['no words', () => ({ body: '' })],
    ['other words', () => ({ body: 'OK' })],
    ['a redirection', () => ({ status: 302, body: '{"returnCode":"0000"}' })],
  ])('comes again after %s at 10, 30, 60, 300 and 900 s, then no more', async (_what, answer) => {
    const { ask, payload, advance, receiver, pushes } = await open(answer, { settings: { issue: 'synchronous' } });
    await ask({ payload });
    await advance(24 * 3_600_000);
    const [push] = pushes();
    const attempts = push?.['attempts'] as readonly { sentAt: string; outcome: string }[];
    const sentAt = attempts.map((attempt) => Date.parse(attempt.sentAt) - noon - 60_000);
    expect(sentAt).toEqual([0, 10_000, 40_000, 100_000, 400_000, 1_300_000]);
    expect([push?.['state'], new Set(attempts.map(({ outcome }) => outcome))]).toEqual([
      'given-up',
      new Set(['refused']),
    ]);
    expect(new Set(receiver.heard.map(({ message }) => message['requestId'])).size).toBe(1);
    expect(new Set(receiver.heard.map(({ message }) => message['requestNonce'])).size).toBe(6);
  });

  it('comes again when nobody listens', async () => {
    const { ask, payload, advance, receiver, pushes } = await open(undefined, { settings: { issue: 'synchronous' } });
    await receiver.close();
    await ask({ payload });
    await advance(60_000);
    expect(pushes()[0]).toMatchObject({ state: 'due', dueAt: '2026-11-23T12:01:10.000+08:00' });
    expect(pushes()[0]?.['attempts']).toMatchObject([{ outcome: 'unreachable', httpStatus: null }]);
  });

  it('is given 10 s of the machine’s time', async () => {
    let expire = (): void => undefined;
    const timers = {
      now: () => noon,
      elapsedMs: () => 0,
      after: (delayMs: number, run: () => void) => {
        expire = delayMs === 10_000 ? run : expire;
        return () => undefined;
      },
    };
    const counter = await open(
      () => {
        expire();
        return null;
      },
      { settings: { issue: 'synchronous' }, timers },
    );
    await counter.ask({ payload: counter.payload });
    await counter.advance(60_000);
    expect(counter.pushes()[0]?.['attempts']).toMatchObject([{ outcome: 'timeout', answer: 'no answer within 10 s' }]);
  });

  it('is brought to its end before the bureau closes', async () => {
    const { ask, payload, pushes, receiver, tenant } = await open(undefined, { settings: { issue: 'synchronous' } });
    await ask({ payload });
    void tenant.moveClock({ advanceMs: 60_000 });
    await settle();
    expect(pushes()).toMatchObject([{ state: 'due' }]);
    await tenant.windUp();
    expect([pushes().map(({ state }) => state), receiver.heard.length]).toEqual([['answered'], 1]);
  });

  it('is taken up where it was when the bureau comes back', async () => {
    const databasePath = join(mkdtempSync(join(tmpdir(), 'callbacks-')), 'books.sqlite');
    const first = await open(refuse, { databasePath });
    await first.ask({ payload: first.payload });
    await first.advance(15_000);
    first.tenant.close();
    const later = { databasePath, clock: { mode: 'frozen' as const, rate: 1, now: noon + 20_000 } };
    const { advance, pushes } = await open(undefined, later);
    await advance(25_000);
    expect(pushes()[0]?.['attempts']).toMatchObject(
      ['05', '15', '45'].map((second) => ({ sentAt: `2026-11-23T12:00:${second}.000+08:00`, outcome: 'refused' })),
    );
    expect(first.receiver.heard.map(({ data }) => data)).toEqual(Array(3).fill(first.receiver.heard[0]?.data));
  });

  it('counts an attempt that the bureau was stopped in, and comes again with another nonce', async () => {
    const databasePath = join(mkdtempSync(join(tmpdir(), 'callbacks-')), 'books.sqlite');
    const first = await open(
      () => {
        first.tenant.close();
        return null;
      },
      { databasePath },
    );
    await first.ask({ payload: first.payload });
    await first.advance(5000).catch(() => undefined);
    const { advance, pushes, receiver } = await open(undefined, {
      databasePath,
      clock: { mode: 'frozen', rate: 1, now: noon + 20_000 },
    });
    await first.receiver.close();
    expect(pushes()[0]?.['attempts']).toMatchObject([{ outcome: null }]);
    await advance(0);
    const attempts = pushes()[0]?.['attempts'] as readonly { requestNonce: string }[];
    expect(new Set(attempts.map(({ requestNonce }) => requestNonce)).size).toBe(2);
    expect(receiver.heard).toEqual([]);
  });

  it('is forgotten by a reset', async () => {
    const { tenant, ask, payload, advance, receiver } = await open(refuse);
    await ask({ payload });
    await advance(5000);
    tenant.reset();
    await advance(3_600_000);
    expect(receiver.heard).toHaveLength(1);
  });
});

describe('a faulty push', () => {
  const meet = async (effect: Record<string, unknown>) => {
    const counter = await open();
    counter.setFaults(fault(effect, { when: { nth: [1] } }));
    await counter.ask({ payload: counter.payload });
    await counter.advance(3_600_000);
    const sent = counter
      .pushes()
      .map((push) =>
        (push['attempts'] as readonly { sentAt: string; manner: string; outcome: string }[]).map(
          ({ sentAt, manner, outcome }) => [(Date.parse(sentAt) - noon) / 1000, manner, outcome],
        ),
      );
    return { ...counter, sent, hits: counter.tenant.faults.list()[0]?.hits };
  };

  it('is lost and comes again', async () => {
    const { sent, hits, statuses } = await meet({ callback: 'lost' });
    expect(sent[0]).toEqual([
      [5, 'regular', 'lost'],
      [15, 'regular', 'answered'],
    ]);
    expect([hits, statuses()]).toEqual([1, ['issued', 'delivered']]);
  });

  it('is told the end of though it never left: who saw it under way waits for that (D-4)', async () => {
    const events = createEventStream(1000);
    const { setFaults, ask, payload, advance } = await open(undefined, { events });
    setFaults(fault({ callback: 'lost' }, { when: { nth: [1] } }));
    await ask({ payload });
    await advance(5000);
    expect(events.since(0).map(({ event }) => event)).toContain('push-ended');
  });

  it('comes twice under one requestId with a nonce each', async () => {
    const { sent, hits, receiver } = await meet({ callback: 'duplicate' });
    expect(sent[0]).toEqual([
      [5, 'regular', 'answered'],
      [5, 'duplicate', 'answered'],
    ]);
    const [first, second] = receiver.heard;
    expect([second?.data, second?.message['requestId']]).toEqual([first?.data, first?.message['requestId']]);
    expect(second?.message['requestNonce']).not.toBe(first?.message['requestNonce']);
    expect([hits, second?.signed]).toEqual([1, true]);
  });

  it('comes late, after what is newer', async () => {
    const { sent, hits, statuses } = await meet({ callback: 'late', lateMs: 90_000 });
    expect(sent).toEqual([[[95, 'regular', 'answered']], [[65, 'regular', 'answered']]]);
    expect([hits, statuses()]).toEqual([1, ['delivered', 'issued']]);
  });

  it('is forged first, then true', async () => {
    const { sent, hits, receiver, statuses } = await meet({ callback: 'forged' });
    expect(sent[0]?.map(([, manner]) => manner)).toEqual(['forged', 'regular']);
    expect(receiver.heard.map(({ signed }) => signed)).toEqual([false, true, true]);
    expect([hits, statuses()]).toEqual([1, ['void', 'issued', 'delivered']]);
  });

  it.each([
    [{ appId: application.appId, orderNo: 'SO-*' }, 1],
    [{ appId: 'LD0000000009' }, 0],
    [{ orderNo: 'SO-2' }, 0],
  ])('is met by rules that match %j', async (match, hits) => {
    const { setFaults, ask, payload, advance, tenant } = await open();
    setFaults(fault({ callback: 'lost' }, { match, when: { nth: [1] } }));
    await ask({ payload });
    await advance(5000);
    expect(tenant.faults.list()[0]?.hits).toBe(hits);
  });

  it('is no business of the faults of requests', async () => {
    const { setFaults, ask, payload, advance, statuses, tenant } = await open();
    await ask({ payload });
    setFaults(fault({ hold: true }));
    await advance(3_600_000);
    expect([statuses(), tenant.faults.list()[0]?.hits]).toEqual([['issued', 'delivered'], 0]);
  });
});
