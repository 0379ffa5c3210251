// The client under test as a process: a clean environment, messages in and out, a bounded patience with its silence (D).
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Timers } from '../system-clock.ts';
import { createLineReader, type Message } from './lines.ts';

/** Why a client can no longer be talked to. */
export type Gone = { readonly reason: string; readonly silent: boolean };
export type ClientProcess = {
  readonly say: (message: Message) => void;
  /** One listener a session; messages without a session go to '' . Returns the unsubscriber. */
  readonly listen: (hear: (message: Message) => void) => () => void;
  /** Told once when the process ended, was silent too long or said garbage. */
  readonly onGone: (told: (gone: Gone) => void) => () => void;
  /** While somebody waits for a word, silence is counted; returns what ends the waiting. */
  readonly awaitWord: () => () => void;
  /** Ends it outright (SIGKILL) and waits until it is gone. */
  readonly kill: () => Promise<void>;
  /** Closes its input and gives it time to end by itself. */
  readonly finish: () => Promise<void>;
};
export type ClientOptions = {
  /** A command line, given to the shell. */
  readonly command: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly silenceMs: number;
  readonly timers: Timers;
};

const finishMs = 2000;

const killGroup = (child: ChildProcess): void => {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
};

const start = (options: ClientOptions): ChildProcess =>
  spawn('/bin/sh', ['-c', `exec ${options.command}`], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...options.environment },
  });

/** Counts silence while at least one session waits; any word, heard or said, begins it anew. */
const createSilence = (options: ClientOptions, tooLong: () => void) => {
  let waiting = 0;
  let cancel: () => void = () => undefined;
  const wind = (): void => {
    cancel();
    cancel = waiting > 0 ? options.timers.after(options.silenceMs, tooLong) : () => undefined;
  };
  return {
    word: wind,
    awaitWord: () => {
      waiting += 1;
      if (waiting === 1) wind();
      return () => {
        waiting -= 1;
        if (waiting === 0) wind();
      };
    },
    stop: () => cancel(),
  };
};

/** Starts the client; nothing in its environment leads to the control port. */
export const startClient = (options: ClientOptions): ClientProcess => {
  const child = start(options);
  const listeners = new Set<(message: Message) => void>();
  const mourners = new Set<(gone: Gone) => void>();
  let gone: Gone | null = null;
  let complaints = '';
  const leave = (reason: string, about: { readonly silent: boolean } = { silent: false }): void => {
    if (gone) return;
    gone = { reason, ...about };
    silence.stop();
    for (const told of [...mourners]) told(gone);
  };
  const silence = createSilence(options, () => {
    leave(`no word from the client for ${options.silenceMs} ms while something does not rest (D-4)`, { silent: true });
    killGroup(child);
  });
  const readLines = createLineReader();
  child.stdout?.setEncoding('utf8');
  child.stdout?.on('data', (chunk: string) => {
    if (gone) return;
    silence.word();
    for (const heard of readLines(chunk)) {
      if (heard.ok) for (const hear of [...listeners]) hear(heard.message);
      else {
        leave(heard.reason);
        killGroup(child);
        return;
      }
    }
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    complaints = (complaints + chunk.toString()).slice(-500);
  });
  child.stdin?.on('error', () => undefined);
  const exited = once(child, 'exit').catch(() => undefined);
  child.once('error', (error) => leave(`the client cannot be started: ${error.message}`));
  child.once('exit', (code, signal) => {
    const said = complaints.trim() ? `; its last words on standard error: ${complaints.trim()}` : '';
    leave(`the client's process ended (${signal ?? `exit code ${code}`})${said}`);
  });
  return {
    say: (message) => {
      if (gone) return;
      silence.word();
      child.stdin?.write(`${JSON.stringify(message)}\n`);
    },
    listen: (hear) => {
      listeners.add(hear);
      return () => listeners.delete(hear);
    },
    onGone: (told) => {
      if (gone) told(gone);
      else mourners.add(told);
      return () => mourners.delete(told);
    },
    awaitWord: silence.awaitWord,
    kill: async () => {
      mourners.clear();
      killGroup(child);
      await exited;
    },
    finish: async () => {
      mourners.clear();
      child.stdin?.end();
      const cancel = options.timers.after(finishMs, () => killGroup(child));
      await exited;
      cancel();
    },
  };
};
