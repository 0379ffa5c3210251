// A session's table with a bureau and a client of a few lines: what the virtual clock does to them is written down.
import type { ClockView, Control } from '../../../conformance/bureau/control.ts';
import type { ClientProcess, Gone } from '../../../conformance/driver/client-process.ts';
import type { Message } from '../../../conformance/driver/lines.ts';
import { Conversation } from '../../../conformance/session/conversation.ts';
import { createVirtualClock } from '../../../conformance/session/virtual-clock.ts';
import { readInstant, writeInstant } from '../../../conformance/wire/instant.ts';
import { createHandTimers } from '../hand-timers.ts';

const startAt = '2026-11-23T10:00:00.000+08:00';
export const startMs = Date.parse(startAt);

type Plan = {
  /** Background sleeps by id, ms from the start, in the order opened. */
  readonly sleeps: Readonly<Record<string, number>>;
  /** Events of the bureau, ms from the start; one goes with each advance that reaches it. */
  readonly events?: readonly number[];
  /**
   * What the first looks at the bureau's clock show: pushes on their way, whose end the bureau tells afterwards; the sleep
   * that the client's cancel ends just before a look.
   */
  readonly looks?: readonly { readonly pushes: number; readonly cancels?: string }[];
  /** Says nothing after a wake until `speakAgain`. */
  readonly dumbAfterWake?: true;
  /** Answers each wake with the same sleep again. */
  readonly sleepsAgain?: true;
};

const createSmallBureau = (
  plan: Plan,
  about: { readonly happened: string[]; readonly cancel: (id: string) => void; readonly tell: () => void },
): Control => {
  const { happened } = about;
  const due = [...(plan.events ?? [])];
  const looks = [...(plan.looks ?? [])];
  let nowMs = startMs;
  const view = (): ClockView => ({
    now: writeInstant(nowMs),
    nextEventAt: due[0] === undefined ? null : writeInstant(startMs + due[0]),
    inFlight: [],
    pushes: [],
  });
  const unasked = (): never => {
    throw new Error('the virtual clock has no business here');
  };
  return {
    clock: async () => {
      const { pushes, cancels } = { pushes: 0, cancels: undefined, ...looks.shift() };
      if (cancels !== undefined) about.cancel(cancels);
      if (pushes > 0) setImmediate(about.tell);
      return { ...view(), pushes: Array.from({ length: pushes }) };
    },
    advanceAtRest: async (_tenant, instant) => {
      const offset = (readInstant(instant) ?? nowMs) - startMs;
      if (due[0] !== undefined && due[0] <= offset) return { ...view(), moved: false };
      nowMs = startMs + offset;
      happened.push(`bureau +${offset / 1000}`);
      return { ...view(), moved: true };
    },
    advanceTo: async (_tenant, instant) => {
      nowMs = readInstant(instant) ?? nowMs;
      const offset = nowMs - startMs;
      const reached = due[0] !== undefined && due[0] <= offset;
      if (reached) due.shift();
      happened.push(`bureau +${offset / 1000}${reached ? ', event' : ''}`);
      return view();
    },
    ...{ rootPem: unasked, createTenant: unasked, patchTenant: unasked, removeTenant: unasked, putFaults: unasked },
    ...{
      takeRecord: unasked,
      journal: unasked,
      ledger: unasked,
      openEvents: unasked,
      sheets: unasked,
      post: unasked,
      certify: unasked,
      handPaper: unasked,
    },
  };
};

/** Sits down bureau, client and clock; the session is named `t`. */
export const openTable = (plan: Plan) => {
  const happened: string[] = [];
  /** When the kit begins and ends to wait for a word. */
  const patience: string[] = [];
  const timers = createHandTimers();
  const said: Message[] = [];
  const conversation = new Conversation('t', startMs);
  let dumb = plan.dumbAfterWake === true;
  let hear: (message: Message) => void = () => undefined;
  let leave: (gone: Gone) => void = () => undefined;
  let woken: () => void = () => undefined;
  const wokenOnce = new Promise<void>((resolve) => {
    woken = resolve;
  });
  const sleep = (id: string, milliseconds: number): void =>
    hear({ type: 'sleep', id, session: 't', milliseconds, reason: 'poll' });
  const answer = (message: Message): void => {
    said.push(message);
    if (message.type !== 'wake') return;
    happened.push(`wake ${message['id']}`);
    woken();
    if (dumb) return;
    if (plan.sleepsAgain) sleep(String(message['id']), 0);
    else hear({ type: 'idle', session: 't' });
  };
  const client: ClientProcess = {
    say: answer,
    listen: (listener) => {
      hear = listener;
      return () => undefined;
    },
    onGone: (told) => {
      leave = told;
      return () => undefined;
    },
    owe: () => undefined,
    awaitWord: () => {
      patience.push('begins');
      return () => void patience.push('ends');
    },
    dismiss: async () => undefined,
    kill: async () => undefined,
    finish: async () => undefined,
  };
  conversation.attach(client);
  const bureau = createSmallBureau(plan, {
    happened,
    cancel: (id) => hear({ type: 'cancel', id, session: 't' }),
    tell: conversation.signal.raise,
  });
  for (const [id, milliseconds] of Object.entries(plan.sleeps)) sleep(id, milliseconds);
  return {
    conversation,
    clock: createVirtualClock(conversation, bureau, {
      tenant: 't',
      timers,
      news: plan.looks ? 'expected' : 'none',
      held: new Set(),
      lull: async () => undefined,
    }),
    happened,
    patience,
    said,
    timers,
    wokenOnce,
    hear: (message: Message) => hear(message),
    leave: (reason: string) => leave({ reason, silent: false }),
    speakAgain: () => {
      dumb = false;
    },
  };
};
