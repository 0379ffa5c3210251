// The books of one session: open commands and open sleeps, kept from what was said; asked by the virtual clock (D-4).
import { type Exchange, findStir, type OpenBooks, type Sleep, sleepsOf } from './rest-rule.ts';

/** Pure: fed with what was said, it knows no clock and no wire. Unknown ids are ignored (D). */
export class Books {
  readonly #open: OpenBooks = {
    ...{ commands: new Map(), sleeps: new Map(), givenUp: new Set() },
    ...{ backgroundRestless: false, dead: false },
  };
  #opened = 0;

  give(id: string): void {
    this.#open.commands.set(id, { id, restless: true, blockedBy: null });
  }

  sleep(sleep: Omit<Sleep, 'order'>): void {
    this.#opened += 1;
    this.#open.sleeps.set(sleep.id, { ...sleep, order: this.#opened });
    const command = this.#open.commands.get(sleep.command ?? '');
    if (command) command.blockedBy = null;
    this.#calm(sleep.command);
  }

  cancel(id: string): void {
    const sleep = this.#open.sleeps.get(id);
    if (!sleep) return;
    this.#remove(sleep);
    this.#calm(sleep.command);
  }

  block(id: string, by: string): void {
    const command = this.#open.commands.get(id);
    if (command) Object.assign(command, { blockedBy: by, restless: false });
  }

  idle(): void {
    this.#open.backgroundRestless = false;
  }

  result(id: string): void {
    this.#open.commands.delete(id);
    for (const sleep of sleepsOf(this.#open, id)) this.#remove(sleep);
  }

  /** The wake was said: nothing of it rests until something new was said. */
  wake(id: string): void {
    const sleep = this.#open.sleeps.get(id);
    if (!sleep) return;
    this.#remove(sleep);
    const command = this.#open.commands.get(sleep.command ?? '');
    if (command) command.restless = true;
    else this.#open.backgroundRestless = sleep.command === null;
  }

  /** The process was killed: its sleeps are void, and nobody says a word of its open commands (D-6). */
  killed(): void {
    for (const sleep of [...this.#open.sleeps.values()]) this.#remove(sleep);
    Object.assign(this.#open, { backgroundRestless: false, dead: true });
  }

  /** Another process takes its place, and owes a word of every open command. */
  reopened(): void {
    for (const command of this.#open.commands.values()) Object.assign(command, { restless: true, blockedBy: null });
    this.#open.dead = false;
  }

  isOpen(command: string): boolean {
    return this.#open.commands.has(command);
  }

  /** Nonces of the requests under way, by their response-timeout sleeps. */
  timeouts(): readonly (string | null)[] {
    const sleeps = [...this.#open.sleeps.values()];
    return sleeps.filter((sleep) => sleep.reason === 'response-timeout').map((sleep) => sleep.nonce);
  }

  /** By due instant, then in the order in which they were opened. */
  nextSleep(): Sleep | null {
    let next: Sleep | null = null;
    for (const sleep of this.#open.sleeps.values())
      if (!next || sleep.dueMs < next.dueMs || (sleep.dueMs === next.dueMs && sleep.order < next.order)) next = sleep;
    return next;
  }

  /** Whether every open command rests, given what the bureau has in flight. */
  rests(inFlight: readonly Exchange[]): boolean {
    return findStir(this.#open, inFlight) === null;
  }

  #calm(command: string | null): void {
    const entry = this.#open.commands.get(command ?? '');
    if (entry) entry.restless = false;
    else this.#open.backgroundRestless = false;
  }

  #remove(sleep: Sleep): void {
    this.#open.sleeps.delete(sleep.id);
    if (sleep.nonce !== null) this.#open.givenUp.add(sleep.nonce);
  }
}
