// The conversation with the client in one session: what was said both ways, the books it leads to, the claims it makes.
import type { ClientProcess } from '../driver/client-process.ts';
import type { Message } from '../driver/lines.ts';
import type { Claim, DialogueEvent } from '../evidence.ts';
import { writeInstant } from '../wire/instant.ts';
import { type Books, createBooks } from './books.ts';
import { adapterError, SessionEnded } from './ending.ts';
import { readMessage } from './read-message.ts';
import { createSignal, type Signal } from './signal.ts';

export type Conversation = {
  readonly books: Books;
  readonly signal: Signal;
  readonly dialogue: readonly DialogueEvent[];
  readonly claims: ReadonlyMap<string, Claim>;
  /** Epoch ms, the session's clock. */
  readonly now: () => number;
  readonly setNow: (epochMs: number) => void;
  readonly say: (message: Message) => void;
  readonly giveCommand: (id: string, message: Readonly<Record<string, unknown>>) => void;
  readonly wakeUp: (sleep: string) => void;
  /** Binds to a process (anew after a restart); returns the unbinder. */
  readonly attach: (client: ClientProcess) => () => void;
  readonly isOpened: () => boolean;
  readonly awaitOpened: () => void;
  /** Throws what ended the session. */
  readonly check: () => void;
  readonly lastEvents: () => readonly string[];
  readonly awaitWord: () => () => void;
};

const shown = 12;

export const createConversation = (session: string, startMs: number): Conversation => {
  const books = createBooks();
  const signal = createSignal();
  const dialogue: DialogueEvent[] = [];
  const claims = new Map<string, Claim>();
  const given = new Set<string>();
  let nowMs = startMs;
  let client: ClientProcess | null = null;
  let opened = false;
  let ended: SessionEnded | null = null;

  const lastEvents = () =>
    dialogue
      .slice(-shown)
      .map((event) => `${event.at} ${event.direction} ${JSON.stringify(event.message).slice(0, 300)}`);
  const note = (direction: DialogueEvent['direction'], message: Message): void =>
    void dialogue.push({ order: dialogue.length + 1, direction, at: writeInstant(nowMs), message });
  const end = (reason: string): void => {
    ended ??= adapterError(reason, lastEvents());
  };
  const acceptClaim = (claim: Claim): void => {
    if (!given.has(claim.command)) end(`a result for ${claim.command}, which was never given`);
    else if (claims.has(claim.command)) end(`a second result for ${claim.command}`);
    else {
      claims.set(claim.command, claim);
      books.result(claim.command);
    }
  };
  const hear = (message: Message): void => {
    note('from-client', message);
    const said = readMessage(message);
    if (said?.kind === 'sleep') books.sleep({ ...said, dueMs: nowMs + said.milliseconds });
    if (said?.kind === 'cancel') books.cancel(said.id);
    if (said?.kind === 'blocked') books.block(said.command, said.by);
    if (said?.kind === 'idle') books.idle();
    if (said?.kind === 'opened') opened = true;
    if (said?.kind === 'result') acceptClaim(said.claim);
    if (said?.kind === 'error') end(`the client reported an error: ${said.message}`);
    if (said?.kind === 'wrong') end(said.reason);
    signal.raise();
  };
  const sleepsHere = new Set<string>();
  /** Cancels and results name no session: they belong to the session that knows their id. */
  const belongs = (message: Message): boolean => {
    const id = String(message['id']);
    if (message.type === 'sleep' && message['session'] === session) sleepsHere.add(id);
    if (message['session'] !== undefined) return message['session'] === session;
    return message.type === 'cancel' ? sleepsHere.has(id) : given.has(id);
  };
  return {
    books,
    signal,
    dialogue,
    claims,
    now: () => nowMs,
    setNow: (epochMs) => {
      nowMs = Math.max(nowMs, epochMs);
    },
    say: (message) => {
      note('to-client', message);
      client?.say(message);
    },
    giveCommand: (id, message) => {
      given.add(id);
      books.give(id);
      const command = { type: 'command', id, session, ...message, now: writeInstant(nowMs) };
      note('to-client', command);
      client?.say(command);
    },
    wakeUp: (id) => {
      const wake = { type: 'wake', id, session, now: writeInstant(nowMs) };
      note('to-client', wake);
      client?.say(wake);
    },
    attach: (process) => {
      client = process;
      const unlisten = process.listen((message) => {
        if (belongs(message)) hear(message);
      });
      const forget = process.onGone(({ reason, silent }) => {
        const error = { kind: 'adapter-error', reason, lastEvents: lastEvents() } as const;
        ended ??= new SessionEnded(error, silent ? 'silent' : 'ended');
        signal.raise();
      });
      return () => {
        unlisten();
        forget();
      };
    },
    isOpened: () => opened,
    awaitOpened: () => {
      opened = false;
    },
    check: () => {
      if (ended) throw ended;
    },
    lastEvents,
    awaitWord: () => client?.awaitWord() ?? (() => undefined),
  };
};
