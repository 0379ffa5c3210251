// The books of one session: open commands, open sleeps, and by them the rest rule of D-4. Pure: fed with what was said.

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

type Command = { readonly id: string; restless: boolean; blockedBy: string | null };

export type Books = {
  readonly give: (command: string) => void;
  readonly sleep: (sleep: Omit<Sleep, 'order'>) => void;
  /** Unknown ids are ignored (D). */
  readonly cancel: (id: string) => void;
  readonly block: (command: string, by: string) => void;
  readonly idle: () => void;
  readonly result: (command: string) => void;
  /** The wake was said: nothing of it rests until something new was said. */
  readonly wake: (id: string) => void;
  /** The process was killed: its sleeps are void, its open commands owe a word (D-6). */
  readonly killed: () => void;
  readonly isOpen: (command: string) => boolean;
  readonly openCommands: () => readonly string[];
  /** Nonces of the requests under way, by their response-timeout sleeps. */
  readonly timeouts: () => readonly (string | null)[];
  /** By due instant, then in the order in which they were opened. */
  readonly nextSleep: () => Sleep | null;
  /** Whether every open command rests, given what the bureau has in flight. */
  readonly rests: (inFlight: readonly Exchange[]) => boolean;
  /** What keeps it from resting, for a person. */
  readonly unrest: (inFlight: readonly Exchange[]) => string;
};

const waits = new Set<SleepReason>(['retry', 'backoff', 'poll']);

export const createBooks = (): Books => {
  const commands = new Map<string, Command>();
  const sleeps = new Map<string, Sleep>();
  const givenUp = new Set<string>();
  let opened = 0;
  let backgroundRestless = false;

  const calm = (command: string | null): void => {
    const entry = command === null ? undefined : commands.get(command);
    if (entry) entry.restless = false;
    else backgroundRestless = false;
  };
  const remove = (sleep: Sleep): void => {
    sleeps.delete(sleep.id);
    if (sleep.nonce !== null) givenUp.add(sleep.nonce);
  };
  const sleepsOf = (command: string): Sleep[] => [...sleeps.values()].filter((sleep) => sleep.command === command);
  const isHeld = (nonce: string | null, inFlight: readonly Exchange[]): boolean =>
    inFlight.some((exchange) => exchange.nonce === nonce && exchange.state === 'held');

  const unrestOf = (command: Command, inFlight: readonly Exchange[], trail: readonly string[]): string | null => {
    if (command.restless) return `${command.id} owes a word`;
    if (command.blockedBy !== null) {
      const by = commands.get(command.blockedBy);
      if (!by) return `${command.id} was blocked by ${command.blockedBy}, which has ended`;
      return trail.includes(by.id)
        ? `${command.id} is blocked in a circle`
        : unrestOf(by, inFlight, [...trail, command.id]);
    }
    const own = sleepsOf(command.id);
    const timeouts = own.filter((sleep) => sleep.reason === 'response-timeout');
    if (timeouts.length > 0)
      return timeouts.every((timeout) => isHeld(timeout.nonce, inFlight))
        ? null
        : `${command.id} has a request under way that the bureau does not hold`;
    const waiting = own.filter((sleep) => waits.has(sleep.reason)).length;
    return waiting === 1 ? null : `${command.id} has ${waiting} waits and no request under way`;
  };
  const unrest = (inFlight: readonly Exchange[]): string | null => {
    if (backgroundRestless) return 'background work was woken and has said nothing since';
    for (const command of commands.values()) {
      const reason = unrestOf(command, inFlight, []);
      if (reason !== null) return reason;
    }
    const announced = new Set([...sleeps.values()].map((sleep) => sleep.nonce));
    const stray = inFlight.find((exchange) => {
      if (exchange.nonce !== null && givenUp.has(exchange.nonce)) return false;
      return exchange.state !== 'held' || !announced.has(exchange.nonce);
    });
    return stray ? `a request (nonce ${stray.nonce ?? 'unreadable'}) is ${stray.state} at the bureau` : null;
  };
  return {
    give: (id) => void commands.set(id, { id, restless: true, blockedBy: null }),
    sleep: (sleep) => {
      opened += 1;
      sleeps.set(sleep.id, { ...sleep, order: opened });
      const command = sleep.command === null ? undefined : commands.get(sleep.command);
      if (command) command.blockedBy = null;
      calm(sleep.command);
    },
    cancel: (id) => {
      const sleep = sleeps.get(id);
      if (!sleep) return;
      remove(sleep);
      calm(sleep.command);
    },
    block: (id, by) => {
      const command = commands.get(id);
      if (!command) return;
      command.blockedBy = by;
      command.restless = false;
    },
    idle: () => {
      backgroundRestless = false;
    },
    result: (id) => {
      commands.delete(id);
      for (const sleep of sleepsOf(id)) remove(sleep);
    },
    wake: (id) => {
      const sleep = sleeps.get(id);
      if (!sleep) return;
      remove(sleep);
      const command = sleep.command === null ? undefined : commands.get(sleep.command);
      if (command) command.restless = true;
      else backgroundRestless = sleep.command === null;
    },
    killed: () => {
      for (const sleep of [...sleeps.values()]) remove(sleep);
      for (const command of commands.values()) {
        command.restless = true;
        command.blockedBy = null;
      }
      backgroundRestless = false;
    },
    isOpen: (id) => commands.has(id),
    openCommands: () => [...commands.keys()],
    timeouts: () =>
      [...sleeps.values()].filter((sleep) => sleep.reason === 'response-timeout').map((sleep) => sleep.nonce),
    nextSleep: () => {
      let next: Sleep | null = null;
      for (const sleep of sleeps.values())
        if (!next || sleep.dueMs < next.dueMs || (sleep.dueMs === next.dueMs && sleep.order < next.order)) next = sleep;
      return next;
    },
    rests: (inFlight) => unrest(inFlight) === null,
    unrest: (inFlight) => unrest(inFlight) ?? 'it rests',
  };
};
