// The conversation with the client in one session: what was said both ways, the books it leads to, the claims it makes.
import type { ClientProcess } from '../driver/client-process.ts';
import type { Message } from '../driver/lines.ts';
import type { Claim, DialogueEvent, SessionEnd } from '../evidence.ts';
import type { VariedLine } from '../variation/vary-lines.ts';
import { writeInstant } from '../wire/instant.ts';
import { Books } from './books.ts';
import { adapterError, SessionEnded } from './ending.ts';
import { readMessage } from './read-message.ts';
import { createSignal, type Signal } from './signal.ts';

const shown = 12;

/** Bound to one process at a time; a restart binds it to the next one. */
export class Conversation {
  readonly books = new Books();
  readonly signal: Signal = createSignal();
  readonly dialogue: DialogueEvent[] = [];
  readonly claims = new Map<string, Claim>();
  /** What changed the kit's lines, one name a change. */
  readonly variedLines: string[] = [];
  readonly #varyLine: (message: Message) => VariedLine;
  readonly #session: string;
  readonly #given = new Set<unknown>();
  readonly #sleeps = new Set<unknown>();
  readonly #readRealMs: (() => number) | null;
  #nowMs: number;
  #client: ClientProcess | null = null;
  #opened = false;
  #heard = 0;
  #callbackUrl: string | null = null;
  #ended: SessionEnded | null = null;

  /** `startMs`: where a virtual clock begins; a real one is read by `readRealMs` instead. */
  constructor(
    session: string,
    startMs: number,
    how: {
      readonly readRealMs?: (() => number) | null;
      readonly varyLine?: (message: Message) => VariedLine;
    } = {},
  ) {
    this.#session = session;
    this.#nowMs = startMs;
    this.#readRealMs = how.readRealMs ?? null;
    this.#varyLine = how.varyLine ?? ((message) => ({ message, varied: [] }));
  }

  /** Epoch ms, the session's clock. */
  now(): number {
    return this.#readRealMs?.() ?? this.#nowMs;
  }

  setNow(epochMs: number): void {
    this.#nowMs = Math.max(this.#nowMs, epochMs);
  }

  say(message: Message): void {
    const varied = this.#varyLine(message);
    this.variedLines.push(...varied.varied);
    this.#note('to-client', varied.message);
    this.#client?.say(varied.message, varied.text);
  }

  giveCommand(id: string, message: Readonly<Record<string, unknown>>): void {
    this.#given.add(id);
    this.books.give(id);
    this.say({ type: 'command', id, session: this.#session, ...message, now: writeInstant(this.now()) });
  }

  wakeUp(id: string): void {
    this.say({ type: 'wake', id, session: this.#session, now: writeInstant(this.now()) });
  }

  /** Returns the unbinder. */
  attach(client: ClientProcess): () => void {
    this.#client = client;
    const unlisten = client.listen((message) => {
      if (this.#belongs(message)) this.#hear(message);
    }, this.#session);
    const forget = client.onGone(({ reason, silent }) => {
      const error = { kind: 'adapter-error', reason, lastEvents: this.lastEvents() } as const;
      this.#ended ??= new SessionEnded(error, silent ? 'silent' : 'ended');
      this.signal.raise();
    });
    return () => {
      unlisten();
      forget();
    };
  }

  isOpened(): boolean {
    return this.#opened;
  }

  /** What the client said with its latest `opened`. */
  callbackUrl(): string | null {
    return this.#callbackUrl;
  }

  /** Words of the client so far. */
  heard(): number {
    return this.#heard;
  }

  awaitOpened(): void {
    this.#opened = false;
  }

  /** Throws what ended the session. */
  check(): void {
    if (this.#ended) throw this.#ended;
  }

  /** What the client's own words made of the session; null while they are in order. Its end as a process is not among them. */
  misconduct(): SessionEnd | null {
    return this.#ended?.gone === 'no' ? this.#ended.end : null;
  }

  lastEvents(): readonly string[] {
    const events = this.dialogue.slice(-shown);
    return events.map(({ at, direction, message }) => {
      // What kind of message it was stands first, however its members were shuffled.
      const text = JSON.stringify({ type: message['type'], ...message }).slice(0, 300);
      return `${at} ${direction} ${text}`;
    });
  }

  awaitWord(): () => void {
    return this.#client?.awaitWord() ?? (() => undefined);
  }

  #note(direction: DialogueEvent['direction'], message: Message): void {
    this.dialogue.push({ order: this.dialogue.length + 1, direction, at: writeInstant(this.now()), message });
  }

  #end(reason: string): void {
    this.#ended ??= adapterError(reason, this.lastEvents());
  }

  #acceptClaim(claim: Claim): void {
    if (!this.#given.has(claim.command)) this.#end(`a result for ${claim.command}, which was never given`);
    else if (this.claims.has(claim.command)) this.#end(`a second result for ${claim.command}`);
    else {
      this.claims.set(claim.command, claim);
      this.books.result(claim.command);
    }
  }

  #hear(message: Message): void {
    this.#heard += 1;
    this.#note('from-client', message);
    const said = readMessage(message);
    if (said?.kind === 'sleep') this.books.sleep({ ...said, dueMs: this.now() + said.milliseconds });
    if (said?.kind === 'cancel') this.books.cancel(said.id);
    if (said?.kind === 'blocked') this.books.block(said.command, said.by);
    if (said?.kind === 'idle') this.books.idle();
    if (said?.kind === 'opened') [this.#opened, this.#callbackUrl] = [true, said.callbackUrl];
    if (said?.kind === 'result') this.#acceptClaim(said.claim);
    if (said?.kind === 'error') this.#end(`the client reported an error: ${said.message}`);
    if (said?.kind === 'wrong') this.#end(said.reason);
    this.signal.raise();
  }

  /** Results, errors and cancels need name no session: they belong to the one that knows their id, whatever they name. */
  #belongs({ type, id, session }: Message & { readonly id?: unknown; readonly session?: unknown }): boolean {
    switch (type) {
      case 'result':
        return this.#given.has(id);
      case 'error':
        return id === this.#session || this.#given.has(id);
      case 'cancel':
        return this.#sleeps.has(id) && (session === undefined || session === this.#session);
      case 'sleep':
        if (session === this.#session) this.#sleeps.add(id);
        return session === this.#session;
      default:
        return session === this.#session;
    }
  }
}
