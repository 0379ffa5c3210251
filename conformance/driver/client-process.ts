// The client under test: messages in and out, a bounded patience with its silence, and the news of its end (D).
import type { Timers } from '../system-clock.ts';
import { type AddressBook, createAddressBook } from './address-book.ts';
import { startChild } from './child.ts';
import { createLineReader, type Message } from './lines.ts';
import { createSilence } from './silence.ts';

/** Why a client can no longer be talked to. */
export type Gone = { readonly reason: string; readonly silent: boolean };
export type ClientProcess = {
  /** `text`: the message otherwise spelt, in one line. */
  readonly say: (message: Message, text?: string) => void;
  /** Hears every message, or all that can be for the session; returns the unsubscriber. */
  readonly listen: (listener: (message: Message) => void, session?: string) => () => void;
  /** Told once when the process ended, was silent too long or said what makes no sense; at once when it is gone already. */
  readonly onGone: (told: (gone: Gone) => void) => () => void;
  /** Names commands of a session given to a process before this one, whose results it still owes (D-6). */
  readonly owe: AddressBook['owe'];
  /** While somebody waits for a word, silence is counted; returns what ends the waiting. */
  readonly awaitWord: () => () => void;
  /** Ends it for a reason that everybody who talks to it is told. */
  readonly dismiss: (reason: string) => Promise<void>;
  /** Ends it outright (SIGKILL), as a step of a scenario: nobody is told; what it said before is still heard. */
  readonly kill: () => Promise<void>;
  /** Closes its input and gives it time to end by itself. */
  readonly finish: () => Promise<void>;
};
export type ClientOptions = {
  /** A command line, given to the shell. */
  readonly command: string;
  /** All it gets of one; nothing in it may lead to the control port. */
  readonly environment: Readonly<Record<string, string>>;
  readonly silenceMs: number;
  readonly timers: Timers;
};

const finishMs = 2000;

/** Who talks to the client, until it is gone. */
const createAudience = () => {
  /** By the session they listen for; those of none hear everything. */
  const listeners = new Map<unknown, Set<(message: Message) => void>>();
  const mourners = new Set<(gone: Gone) => void>();
  let gone: Gone | null = null;
  return {
    isGone: () => gone !== null,
    hear: (message: Message, sessions: ReadonlySet<unknown> | null) => {
      const heardIn = sessions ? new Set([undefined, ...sessions]) : listeners.keys();
      for (const listener of [...heardIn].flatMap((session) => [...(listeners.get(session) ?? [])])) listener(message);
    },
    mourn: (news: Gone) => {
      if (gone) return;
      gone = news;
      for (const told of [...mourners]) told(news);
    },
    spare: () => mourners.clear(),
    listen: (listener: (message: Message) => void, session?: string) => {
      const beside = listeners.get(session) ?? new Set();
      listeners.set(session, beside.add(listener));
      return () => beside.delete(listener);
    },
    onGone: (told: (gone: Gone) => void) => {
      if (gone) told(gone);
      else mourners.add(told);
      return () => mourners.delete(told);
    },
  };
};

export const startClient = (options: ClientOptions): ClientProcess => {
  const { listen, onGone, ...audience } = createAudience();
  const addresses = createAddressBook();
  const readLines = createLineReader();
  const hearAll = (chunk: string): void => {
    const lines = readLines(chunk);
    // Bytes that never become a line are no word: a client could drip them for ever.
    if (lines.length > 0) silence.word();
    for (const heard of lines) {
      if (audience.isGone()) return;
      const wrong = heard.ok ? addresses.judge(heard.message) : heard.reason;
      if (wrong !== null) leave({ reason: wrong, silent: false });
      else if (heard.ok) audience.hear(heard.message, addresses.sessionsOf(heard.message));
    }
  };
  const child = startChild(options.command, options, hearAll);
  const leave = (gone: Gone): void => {
    silence.stop();
    child.kill();
    audience.mourn(gone);
  };
  const silence = createSilence(options, () => {
    const reason = `no word from the client for ${options.silenceMs} ms while something does not rest (D-4)`;
    leave({ reason, silent: true });
  });
  const ended = child.ended.then((reason) => leave({ reason, silent: false }));
  return {
    say: (message, text = JSON.stringify(message)) => {
      if (audience.isGone()) return;
      silence.word();
      addresses.note(message);
      child.write(`${text}\n`);
    },
    listen,
    onGone,
    owe: addresses.owe,
    awaitWord: silence.awaitWord,
    dismiss: (reason) => {
      leave({ reason, silent: false });
      return ended;
    },
    kill: () => {
      audience.spare();
      silence.stop();
      child.kill();
      return ended;
    },
    finish: async () => {
      audience.spare();
      silence.stop();
      child.closeInput();
      const cancel = options.timers.after(finishMs, child.kill);
      await ended;
      cancel();
    },
  };
};
