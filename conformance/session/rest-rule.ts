// The rest rule of D-4 as a pure function: whether every open command of a session rests, and if not, what stirs.

export type SleepReason = 'retry' | 'backoff' | 'poll' | 'response-timeout' | 'deadline';
export type Sleep = {
  readonly id: string;
  /** Null: background work of the session. */
  readonly command: string | null;
  readonly dueMs: number;
  readonly reason: SleepReason;
  readonly nonce: string | null;
  /** In which it was opened. */
  readonly order: number;
};
/** A request at the bureau, as its clock view shows it. */
export type Exchange = { readonly nonce: string | null; readonly state: 'working' | 'held' | 'answering' };
/** `restless`: it was given or woken and has said nothing new since. */
export type Command = { readonly id: string; restless: boolean; blockedBy: string | null };

/** All that was said in a session and is not over. */
export type OpenBooks = {
  readonly commands: Map<string, Command>;
  readonly sleeps: Map<string, Sleep>;
  /** Nonces of requests whose response-timeout was woken or cancelled. */
  readonly givenUp: Set<string>;
  backgroundRestless: boolean;
  /** Its process was killed and not started again: there is nobody who could stir (D-6). */
  dead: boolean;
};

const waits = new Set<SleepReason>(['retry', 'backoff', 'poll']);

export const sleepsOf = (books: OpenBooks, command: string): Sleep[] =>
  [...books.sleeps.values()].filter((sleep) => sleep.command === command);

const isHeld = (nonce: string | null, inFlight: readonly Exchange[]): boolean =>
  inFlight.some((exchange) => exchange.nonce === nonce && exchange.state === 'held');

const stirOf = (
  books: OpenBooks,
  command: Command,
  about: { inFlight: readonly Exchange[]; trail: readonly string[] },
): string | null => {
  if (command.restless) return `${command.id} owes a word`;
  if (command.blockedBy !== null) {
    const by = books.commands.get(command.blockedBy);
    if (!by) return `${command.id} was blocked by ${command.blockedBy}, which has ended`;
    if (about.trail.includes(by.id)) return `${command.id} is blocked in a circle`;
    return stirOf(books, by, { ...about, trail: [...about.trail, command.id] });
  }
  const own = sleepsOf(books, command.id);
  const timeouts = own.filter((sleep) => sleep.reason === 'response-timeout');
  if (timeouts.length > 0)
    return timeouts.every((timeout) => isHeld(timeout.nonce, about.inFlight))
      ? null
      : `${command.id} has a request under way that the bureau does not hold`;
  const waiting = own.filter((sleep) => waits.has(sleep.reason)).length;
  return waiting === 1 ? null : `${command.id} has ${waiting} waits and no request under way`;
};

/** Null when the session rests, else what keeps it from resting, for a person. */
export const findStir = (books: OpenBooks, inFlight: readonly Exchange[]): string | null => {
  if (books.backgroundRestless) return 'background work was woken and has said nothing since';
  for (const command of books.dead ? [] : books.commands.values()) {
    const stir = stirOf(books, command, { inFlight, trail: [] });
    if (stir !== null) return stir;
  }
  const announced = new Set([...books.sleeps.values()].map((sleep) => sleep.nonce));
  const stray = inFlight.find((exchange) => {
    if (exchange.nonce !== null && books.givenUp.has(exchange.nonce)) return false;
    return exchange.state !== 'held' || !announced.has(exchange.nonce);
  });
  return stray ? `a request (nonce ${stray.nonce ?? 'unreadable'}) is ${stray.state} at the bureau` : null;
};
