// Pushes and letters as the control port shows them: instants written out, addresses masked unless asked for (B-11).
import { writeInstant } from '../../protocol/timestamp.ts';
import { type Letter, maskAddress } from './outbox.ts';
import type { Push } from './push.ts';

type View = Readonly<Record<string, unknown>>;

const viewPush = ({ number, attempts, ...push }: Push): View => ({
  seq: number,
  ...push,
  at: writeInstant(push.at),
  dueAt: push.dueAt === null ? null : writeInstant(push.dueAt),
  attempts: attempts.map((attempt) => ({ ...attempt, sentAt: writeInstant(attempt.sentAt) })),
});

/** A page of pushes; `next` is where the following one begins, null when this was the last. */
export const viewPushes = (pushes: readonly Push[], limit: number): View => ({
  pushes: pushes.map(viewPush),
  next: pushes.length === limit ? (pushes.at(-1)?.number ?? null) : null,
});

/** For the clock view: what is on its way holds the clock (D-4). */
export const viewUnderWay = ({ requestId, orderNo, invoiceNo, status }: Push): View => ({
  ...{ requestId, orderNo, invoiceNo, status },
});

export const viewLetter = (letter: Letter, shown: 'plain' | 'masked'): View => ({
  ...letter,
  at: writeInstant(letter.at),
  address: shown === 'plain' ? letter.address : maskAddress(letter.address),
});
