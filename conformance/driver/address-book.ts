// To whom a word of the client belongs: to a command or session that the kit has named to this process, or to nobody (D-3).
import type { Message } from './lines.ts';

export type AddressBook = {
  /** Something the kit said. */
  readonly note: (message: Message) => void;
  /** Commands of a session that were given to a process before this one, whose results it still owes (D-6). */
  readonly owe: (session: string, commands: readonly string[]) => void;
  /** Null when a word of the client has an addressee or may be ignored, else what is wrong with it. */
  readonly judge: (message: Message) => string | null;
  /** The sessions that a word of the client can be for; null where that is not known. */
  readonly sessionsOf: (message: Message) => ReadonlySet<unknown> | null;
};

const ofSessions = ['opened', 'sleep', 'blocked', 'idle'];
const textOf = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** Sessions that are closed stay known: words may cross. */
export const createAddressBook = (): AddressBook => {
  /** The session of each. */
  const commands = new Map<unknown, unknown>();
  /** By their ids, which two sessions may both use. */
  const sleepers = new Map<unknown, Set<unknown>>();
  const sessions = new Set<unknown>();
  const judgeResult = ({ id }: Message): string | null =>
    commands.has(id) ? null : `a result for ${textOf(id)}, a command that was never given (D-3)`;
  const judgeError = ({ id, message }: Message): string | null =>
    commands.has(id) || sessions.has(id) ? null : `the client reported an error: ${textOf(message)}`;
  return {
    note: (message) => {
      if (message.type === 'command') commands.set(message['id'], message['session']);
      if (message.type === 'open') sessions.add(message['session']);
    },
    owe: (session, owed) => {
      for (const id of owed) commands.set(id, session);
    },
    judge: (message) => {
      if (message.type === 'result') return judgeResult(message);
      if (message.type === 'error') return judgeError(message);
      if (ofSessions.includes(message.type) && !sessions.has(message['session']))
        return `${message.type} names the session ${textOf(message['session'])}, which was never opened (D-4)`;
      return ['hello', 'result', 'error', 'cancel', ...ofSessions].includes(message.type)
        ? null
        : `an unknown message type ${textOf(message.type)} (D)`;
    },
    sessionsOf: ({ type, id, session }: Message & { readonly id?: unknown; readonly session?: unknown }) => {
      if (type === 'result') return new Set([commands.get(id)]);
      if (type === 'error') return new Set([id, commands.get(id)]);
      if (type === 'cancel') return sleepers.get(id) ?? null;
      if (type === 'sleep') sleepers.set(id, (sleepers.get(id) ?? new Set()).add(session));
      return new Set([session]);
    },
  };
};
