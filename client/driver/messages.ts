// The lines a kit writes to a client under test, read with distrust (section D).
import { readInstant } from '../../protocol/timestamp.ts';
import type { Hurry } from './hurried-clock.ts';

export type ClockMode = 'virtual' | 'real';

/** The members of `open` that this client uses. */
export type OpenMessage = {
  readonly type: 'open';
  readonly session: string;
  readonly resume: boolean;
  readonly members: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
};

export type CommandMessage = {
  readonly type: 'command';
  readonly id: string;
  readonly session: string;
  readonly command: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly nowMs: number;
};

export type WakeMessage = {
  readonly type: 'wake';
  readonly id: string;
  readonly session: string;
  readonly nowMs: number;
};

export type KitMessage =
  /** `hurry`: a real clock is to run faster than the machine's (D-10). */
  | { readonly type: 'hello'; readonly clock: ClockMode; readonly hurry: Hurry | null }
  | OpenMessage
  | CommandMessage
  | WakeMessage
  | { readonly type: 'close'; readonly session: string };

/** A line that is no message of section D; says what was expected, and which id it concerns as far as that is known. */
export class LineRefused extends Error {
  override readonly name = 'LineRefused';
  readonly id: string | null;

  constructor(message: string, id: string | null) {
    super(message);
    this.id = id;
  }
}

type Members = Readonly<Record<string, unknown>>;

const readMembers = (line: string): Members => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new LineRefused('the line is not JSON (D: one JSON object a line)', null);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineRefused('the line is not a JSON object (D)', null);
  return Object.fromEntries(Object.entries(value));
};

const idOf = (members: Members): string | null => {
  const id = members['id'] ?? members['session'];
  return typeof id === 'string' ? id : null;
};

/** A member that must be a text. */
export const textOf = (members: Members, name: string): string => {
  const value = members[name];
  if (typeof value === 'string' && value !== '') return value;
  throw new LineRefused(`the member ${name} is missing or no string (D)`, idOf(members));
};

const instantOf = (members: Members, name: 'now' | 'since' = 'now'): number => {
  const epochMs = readInstant(textOf(members, name));
  if (epochMs !== null) return epochMs;
  throw new LineRefused(`the member ${name} is not yyyy-MM-ddTHH:mm:ss.SSS+08:00 (D)`, idOf(members));
};

const readHello = (members: Members): KitMessage => {
  const { protocol, clock, rate = 1 } = members;
  if (protocol !== 1) throw new LineRefused('this client speaks protocol 1 of section D only', idOf(members));
  if (typeof rate !== 'number' || rate <= 0)
    throw new LineRefused('the member rate is no number above 0 (D-10)', idOf(members));
  const hurry = rate === 1 ? null : { rate, sinceMs: instantOf(members, 'since') };
  if (clock === 'virtual' || clock === 'real') return { type: 'hello', clock, hurry };
  throw new LineRefused('the member clock is neither virtual nor real (D)', idOf(members));
};

/** Reads one line. Throws LineRefused for anything that section D does not say. */
export const readLine = (line: string): KitMessage => {
  const members = readMembers(line);
  const type = members['type'];
  const session = (): string => textOf(members, 'session');
  switch (type) {
    case 'hello':
      return readHello(members);
    case 'open':
      return { type, session: session(), resume: members['resume'] === true, members, nowMs: instantOf(members) };
    case 'command':
      return {
        type,
        id: textOf(members, 'id'),
        session: session(),
        command: textOf(members, 'command'),
        members,
        nowMs: instantOf(members),
      };
    case 'wake':
      return { type, id: textOf(members, 'id'), session: session(), nowMs: instantOf(members) };
    case 'close':
      return { type, session: session() };
    default:
      throw new LineRefused('the member type is not one of hello, open, command, wake, close (D)', idOf(members));
  }
};
