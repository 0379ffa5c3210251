// When the kit asks a bureau whether a request is held: not before the bureau said so itself (D-4).
import { describe, expect, it } from 'vitest';
import type { ClockView, Control } from '../../../conformance/bureau/control.ts';
import type { ClientProcess } from '../../../conformance/driver/client-process.ts';
import type { Message } from '../../../conformance/driver/lines.ts';
import { createRest } from '../../../conformance/session/await-rest.ts';
import { Conversation } from '../../../conformance/session/conversation.ts';
import { createHandTimers } from '../hand-timers.ts';

const held = { nonce: 'n1', state: 'held' } as const;
const view: ClockView = { now: '', nextEventAt: null, inFlight: [held], pushes: [] };

/** A client that sent a request and waits for its answer, and a bureau that counts how often it is asked. */
const openTable = () => {
  let hear: (message: Message) => void = () => undefined;
  const conversation = new Conversation('t', 0);
  conversation.attach({
    say: () => undefined,
    listen: (listener: typeof hear) => {
      hear = listener;
      return () => undefined;
    },
    onGone: () => () => undefined,
    awaitWord: () => () => undefined,
  } as unknown as ClientProcess);
  const asked: string[] = [];
  const control = {
    clock: async () => {
      asked.push('clock');
      return view;
    },
  } as unknown as Control;
  const known = new Set<string>();
  const about = {
    tenant: 't',
    timers: createHandTimers(),
    news: 'none',
    held: known,
    lull: async () => undefined,
  } as const;
  conversation.giveCommand('c', { command: 'issue' });
  const timeout = { reason: 'response-timeout', nonce: 'n1', milliseconds: 30_000 };
  hear({ type: 'sleep', id: 's', session: 't', command: 'c', ...timeout });
  return { conversation, asked, known, rest: createRest(conversation, control, about) };
};
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

describe('the kit', () => {
  it('does not ask while the bureau said nothing of a request under way', async () => {
    const { conversation, asked, rest } = openTable();
    let over = false;
    const resting = rest(() => over);
    for (const _ of [1, 2, 3]) {
      conversation.signal.raise();
      await nextTurn();
    }
    over = true;
    conversation.signal.raise();
    expect([await resting, asked]).toEqual([null, []]);
  });

  it('asks once when the bureau said that it holds the request, and finds the session at rest', async () => {
    const { conversation, asked, known, rest } = openTable();
    const resting = rest(() => false);
    known.add('n1');
    conversation.signal.raise();
    expect([await resting, asked]).toEqual([view, ['clock']]);
  });
});
