import { expect, it } from 'vitest';
import type { Control } from '../../../conformance/bureau/control.ts';
import { Conversation } from '../../../conformance/session/conversation.ts';
import { createRealClock } from '../../../conformance/session/real-clock.ts';
import { hurry } from '../../../conformance/system-clock.ts';
import { createHandTimers } from '../hand-timers.ts';

const patienceMs = 600_000;

/** What was said and done before is let happen. */
const settle = async (): Promise<void> => {
  for (let turn = 0; turn < 20; turn += 1) await Promise.resolve();
};

/** A session on a real clock, `rate` times as fast, at a bureau that works on as many requests as it is told. */
const openTable = (rate = 1) => {
  const timers = createHandTimers();
  const pace = hurry(timers, { rate, sinceMs: 0 });
  const conversation = new Conversation('t', 0, { readRealMs: pace.now });
  const bureau = { happenings: 0, states: [] as ('working' | 'held')[], entries: 0 };
  const control = {
    clock: async () => ({ inFlight: bureau.states.map((state) => ({ nonce: null, state })) }),
    journal: async () => ({ entries: Array.from({ length: bureau.entries }), dropped: 0 }),
  } as unknown as Control;
  const happen = (): void => {
    bureau.happenings += 1;
    conversation.signal.raise();
  };
  const clock = createRealClock(conversation, control, {
    ...{ tenant: 't', pace, rate, happenings: () => bureau.happenings, patienceMs },
  });
  const pass = async (ms: number): Promise<void> => {
    timers.pass(ms);
    await settle();
  };
  return { clock, conversation, bureau, happen, pass };
};

/** How a promise stands: pending, or what it came to. */
const watch = (promise: Promise<void>): { readonly state: () => string } => {
  let state = 'pending';
  promise.then(
    () => {
      state = 'over';
    },
    (error: Error) => {
      state = error.message;
    },
  );
  return { state: () => state };
};

it('waits for the result as long as something stirs', async () => {
  const { clock, happen, pass } = openTable();
  let done = false;
  const waiting = watch(clock.runUntil(() => done));
  for (let round = 0; round < 3; round += 1) {
    await pass(patienceMs - 1);
    happen();
    await settle();
  }
  expect(waiting.state()).toBe('pending');
  done = true;
  happen();
  await settle();
  expect(waiting.state()).toBe('over');
});

it('convicts who is neither heard nor seen for the whole patience, with the last events', async () => {
  const { clock, conversation, pass } = openTable();
  conversation.giveCommand('t:sale', { command: 'issue' });
  const waiting = clock.runUntil(() => false);
  const state = watch(waiting);
  await pass(patienceMs - 1);
  expect(state.state()).toBe('pending');
  await pass(1);
  await expect(waiting).rejects.toMatchObject({
    end: {
      kind: 'adapter-error',
      reason: expect.stringContaining('no word from the client and no request of it for 10 min'),
      lastEvents: [expect.stringContaining('t:sale')],
    },
    gone: 'quiet',
  });
});

it('convicts who stirs without end and never comes to a result', async () => {
  const { clock, happen, pass } = openTable();
  const waiting = clock.runUntil(() => false);
  const state = watch(waiting);
  for (let round = 0; round < 60; round += 1) {
    expect(state.state()).toBe('pending');
    await pass(60_000);
    happen();
    await settle();
  }
  await expect(waiting).rejects.toThrow('the client went on without a result for 60 min');
});

it('takes a session to rest once the bureau works on nothing and nothing stirs for a while', async () => {
  const { clock, bureau, happen, pass } = openTable();
  const waiting = watch(clock.settle(() => false));
  await pass(10_000);
  expect(waiting.state()).toBe('pending');
  [bureau.entries, bureau.states] = [1, ['working']];
  happen();
  await pass(10_000);
  expect(waiting.state()).toBe('pending');
  bureau.states = [];
  happen();
  await settle();
  await pass(1_999);
  happen();
  await settle();
  await pass(1_999);
  expect(waiting.state()).toBe('pending');
  await pass(1);
  expect(waiting.state()).toBe('over');
});

it('takes a request that the bureau holds for one at rest', async () => {
  const { clock, bureau, pass } = openTable();
  [bureau.entries, bureau.states] = [1, ['held']];
  const waiting = watch(clock.settle(() => false));
  await settle();
  await pass(2_000);
  expect(waiting.state()).toBe('over');
});

it('counts patience and advances by the session’s time, which may be hurried', async () => {
  const { clock, pass } = openTable(20);
  const [waiting, advancing] = [watch(clock.runUntil(() => false)), watch(clock.advance(60_000))];
  await pass(2_999);
  expect(advancing.state()).toBe('pending');
  await pass(1);
  expect([advancing.state(), waiting.state()]).toEqual(['over', 'pending']);
  await pass(27_000);
  expect(waiting.state()).toContain('no word from the client');
});
