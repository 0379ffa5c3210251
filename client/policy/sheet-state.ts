// What the state of a confirmation sheet means for a seller who wants to reverse (B-5).
import type { SheetState } from '../../protocol/operations/red-sheet.ts';

/**
 * `reversed`: a red invoice came of it · `ready`: one may be issued by it · `waiting` for the buyer · `ours`: the buyer
 * waits for us · `closed`: refused, expired, withdrawn or voided.
 */
export type SheetMeaning = 'reversed' | 'ready' | 'waiting' | 'ours' | 'closed';

const meanings: Readonly<Record<SheetState, SheetMeaning>> = {
  '01': 'ready',
  '02': 'waiting',
  '03': 'ours',
  '04': 'ready',
  '05': 'closed',
  '06': 'closed',
  '07': 'closed',
  '08': 'closed',
  '09': 'closed',
  '10': 'closed',
};

export const meaningOfSheet = ({
  state,
  issued,
}: {
  readonly state: SheetState;
  readonly issued: 'Y' | 'N';
}): SheetMeaning => (issued === 'Y' ? 'reversed' : meanings[state]);

/** Whether it stands in the way of another one: one sheet at a time (4205). */
export const isOpenSheet = (sheet: Parameters<typeof meaningOfSheet>[0]): boolean =>
  ['ready', 'waiting', 'ours'].includes(meaningOfSheet(sheet));
