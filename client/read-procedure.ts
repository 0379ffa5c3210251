// A question that changes nothing, asked until it is answered or a person must look (`invoice.query`, `quota.query`).
import { attempt } from './attempt.ts';
import { beginRead, decideRead, type ReadNext, type ReadProgress, readAgain } from './decide-read.ts';
import type { Desk } from './desk.ts';
import type { BelievedAnswer } from './heard.ts';
import { OutcomeUnknown } from './outcome-errors.ts';
import type { Turn } from './recovery.ts';

export type ReadQuestion<T> = {
  readonly interface: string;
  readonly payload: Readonly<Record<string, unknown>>;
  readonly orderNo: string | null;
  readonly commandId: string;
  /** Tries the command has made before this question; none where absent. */
  readonly attemptsBefore?: number;
  /** Null when the data are not what P says they are: then it is asked again like after any unreadable answer (C-2). */
  readonly read: (answer: BelievedAnswer) => T | null;
};

export type ReadResult<T> = {
  /** `nothing` is 4004. */
  readonly found:
    | { readonly kind: 'value'; readonly value: T }
    | { readonly kind: 'processing' }
    | { readonly kind: 'nothing' };
  readonly returnCode: string;
  /** Those before it included. */
  readonly attempts: number;
};

type Read<T> = { readonly next: ReadNext; readonly value: T | null };

/** Throws OutcomeUnknown when ladder, patience or the bureau's refusal end it. */
export const runRead = async <T>(
  desk: Pick<Desk, 'wire' | 'settings' | 'recovery'>,
  question: ReadQuestion<T>,
): Promise<ReadResult<T>> => {
  const turn = desk.recovery.begin({ ...question, sinceMs: desk.wire.clock.now() }, 'fresh');
  try {
    return await readInTurn(desk, question, turn);
  } finally {
    turn.end();
  }
};

const readInTurn = async <T>(
  desk: Pick<Desk, 'wire' | 'settings'>,
  question: ReadQuestion<T>,
  turn: Turn,
): Promise<ReadResult<T>> => {
  const { clock, closing } = desk.wire;
  const ladderMs = desk.settings.retryLadderMs;
  let progress = beginRead();
  let lastCode: string | null = null;
  for (let attempts = (question.attemptsBefore ?? 0) + 1; ; attempts += 1) {
    const heard = await turn.ask(() => attempt(desk.wire, question));
    if (heard.kind === 'believed') lastCode = heard.returnCode;
    const { next, value } = judge(progress, decideRead(progress, heard, ladderMs), { question, ladderMs });
    if (value !== null) return { found: { kind: 'value', value }, returnCode: lastCode ?? '', attempts };
    if (next.kind === 'processing' || next.kind === 'nothing')
      return { found: { kind: next.kind }, returnCode: lastCode ?? '', attempts };
    if (next.kind === 'wait') {
      if (next.waitMs > 0)
        await clock.sleep(next.waitMs, { reason: next.reason, commandId: question.commandId, signal: closing });
      progress = next.progress;
      continue;
    }
    const message = next.kind === 'hand-over' ? next.message : 'the answer is unreadable';
    throw new OutcomeUnknown(message, { orderNo: question.orderNo, returnCode: lastCode, attempts });
  }
};

const judge = <T>(
  progress: ReadProgress,
  next: ReadNext,
  how: { readonly question: ReadQuestion<T>; readonly ladderMs: readonly number[] },
): Read<T> => {
  if (next.kind !== 'answered') return { next, value: null };
  const value = how.question.read(next.answer);
  return value === null
    ? { next: readAgain(progress, `${next.answer.returnCode} with unreadable data`, how.ladderMs), value }
    : { next, value };
};
