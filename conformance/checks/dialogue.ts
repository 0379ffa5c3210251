// The driver dialogue as the checks read it: commands, results, sleeps and restarts with their place and time (D).
import type { Claim, Evidence, GivenCommand } from '../evidence.ts';
import { onceAnEvidence } from '../once-an-evidence.ts';
import { readInstant } from '../wire/instant.ts';

/** A place in the dialogue: `order` is the kit's counter, `atMs` the session's clock. */
export type Moment = { readonly order: number; readonly atMs: number };

export type Sleep = Moment & {
  readonly id: string;
  readonly command: string | null;
  readonly milliseconds: number;
  readonly reason: string;
  readonly nonce: string | null;
  /** How it ended: woken by the kit or cancelled by the client. */
  readonly ended: (Moment & { readonly by: 'wake' | 'cancel' }) | null;
};

export type CommandStory = GivenCommand & {
  readonly given: Moment | null;
  readonly results: readonly Moment[];
  readonly claim: Claim | null;
};

export type Dialogue = {
  readonly sleeps: readonly Sleep[];
  readonly commands: readonly CommandStory[];
  /** When the session was opened again after a kill (D-6). */
  readonly reopenings: readonly Moment[];
  readonly ladderMs: readonly number[];
  readonly pollFirstMs: number;
  /** From issue to delivery; what takes longer is late (C-14). */
  readonly deliveryDueMs: number;
};

const lawfulLadderMs = [10_000, 30_000, 60_000];
const lawfulPollFirstMs = 3_000;
const usualDeliveryDueMs = 86_400_000;

type Line = Moment & { readonly toClient: boolean; readonly message: Readonly<Record<string, unknown>> };

const textOr = (value: unknown): string | null => (typeof value === 'string' ? value : null);

const linesOf = (evidence: Evidence): Line[] =>
  evidence.dialogue.map(({ order, at, direction, message }) => ({
    order,
    atMs: readInstant(at) ?? 0,
    toClient: direction === 'to-client',
    message,
  }));

const placeOf = ({ order, atMs }: Line): Moment => ({ order, atMs });

const isReopening = ({ toClient, message }: Line): boolean =>
  toClient && message['type'] === 'open' && message['resume'] === true;

type Lines = ReadonlyMap<unknown, readonly Line[]>;

const readSleep = (line: Line, ends: Lines, reopenings: readonly Moment[]): Sleep => {
  const { message } = line;
  const id = String(message['id']);
  // Open sleeps are void with the process that said them, and the next one may use their names again (D-6).
  const voidAt = reopenings.find(({ order }) => order > line.order)?.order ?? Number.POSITIVE_INFINITY;
  const end = ends.get(id)?.find(({ order }) => order > line.order && order < voidAt);
  return {
    ...placeOf(line),
    id,
    command: textOr(message['command']),
    milliseconds: Number(message['milliseconds']),
    reason: String(message['reason']),
    nonce: textOr(message['nonce']),
    ended: end ? { ...placeOf(end), by: end.toClient ? 'wake' : 'cancel' } : null,
  };
};

const readSettings = (lines: readonly Line[]): Pick<Dialogue, 'ladderMs' | 'pollFirstMs' | 'deliveryDueMs'> => {
  const open = lines.find(({ toClient, message }) => toClient && message['type'] === 'open');
  const settings = (open?.message['settings'] ?? {}) as Record<string, unknown>;
  const ladder = settings['retryLadderMs'];
  const first = settings['pollFirstMs'];
  const due = settings['deliveryDueMs'];
  return {
    ladderMs: Array.isArray(ladder) ? ladder.map(Number) : lawfulLadderMs,
    pollFirstMs: typeof first === 'number' ? first : lawfulPollFirstMs,
    deliveryDueMs: typeof due === 'number' ? due : usualDeliveryDueMs,
  };
};

/** What the checks ask for, sorted out in one walk; of commands and sleeps' ends by their ids. */
const sortLines = (lines: readonly Line[]) => {
  const sleeps: Line[] = [];
  const [results, given, ends] = [new Map<unknown, Line[]>(), new Map<unknown, Line[]>(), new Map<unknown, Line[]>()];
  const add = (known: Map<unknown, Line[]>, line: Line) => {
    const id = line.message['id'];
    const found = known.get(id);
    if (found) found.push(line);
    else known.set(id, [line]);
  };
  for (const line of lines) {
    const type = line.message['type'];
    if (line.toClient) {
      if (type === 'wake') add(ends, line);
      else if (type === 'command') add(given, line);
    } else if (type === 'sleep') sleeps.push(line);
    else if (type === 'result') add(results, line);
    else if (type === 'cancel') add(ends, line);
  }
  return { sleeps, results, given, ends };
};

const read = (evidence: Evidence): Dialogue => {
  const lines = linesOf(evidence);
  const { sleeps, results, given, ends } = sortLines(lines);
  const reopenings = lines.filter(isReopening).map(placeOf);
  return {
    sleeps: sleeps.map((line) => readSleep(line, ends, reopenings)),
    commands: evidence.commands.map((command) => {
      const gave = given.get(command.id)?.[0];
      return {
        ...command,
        given: gave ? placeOf(gave) : null,
        results: (results.get(command.id) ?? []).map(placeOf),
        claim: evidence.claims.find((claim) => claim.command === command.id) ?? null,
      };
    }),
    reopenings,
    ...readSettings(lines),
  };
};

/** The dialogue of one scenario, read once. */
export const readDialogue: (evidence: Evidence) => Dialogue = onceAnEvidence(read);
