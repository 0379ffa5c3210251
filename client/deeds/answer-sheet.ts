// The deed of deciding on a confirmation sheet: confirm, refuse or withdraw it; its state tells whether it was done (B-5).
import type { SheetState } from '../../protocol/operations/red-sheet.ts';
import { isOpenSheet } from '../policy/sheet-state.ts';
import { readSheet, type Sheet } from '../sheet.ts';
import type { Deed, Judgement } from './deed.ts';

export type SheetDecision = 'Y' | 'N' | 'C';

/** In which states a sheet is once a decision has been taken. */
const goals: Readonly<Record<SheetDecision, readonly SheetState[]>> = {
  Y: ['04'],
  N: ['05', '06'],
  C: ['08', '09'],
};

const isReached = (sheet: Sheet, decision: SheetDecision): boolean =>
  goals[decision].includes(sheet.state) || (decision === 'Y' && sheet.issued === 'Y');

const refusal = (sheet: Sheet): Judgement => ({
  kind: 'refused',
  message: `sheet ${sheet.sheetNo} is in state ${sheet.state} and takes no such decision (B-5)`,
});

export const decisionDeed = (sheetNo: string, decision: SheetDecision): Deed => ({
  kind: 'decision',
  act: () => ({ interface: 'red.confirm', payload: { sheetNo, decision } }),
  settle: { interface: 'red.query', payload: { sheetNo } },
  unsettled: 'the decision may have been taken, look at the sheet at the bureau (C-16)',
  judge: ({ data, returnCode }, { stage, mayBeDone }) => {
    const sheet = readSheet(data);
    if (returnCode === '4204' && sheet === null)
      return { kind: 'refused', message: `sheet ${sheetNo} is closed (B-5)` };
    if (sheet?.sheetNo !== sheetNo) return { kind: 'unreadable', message: 'no readable sheet' };
    // A refusal that names the wanted state is our own earlier decision only if there was one.
    if (isReached(sheet, decision) && (returnCode === '0000' || mayBeDone)) return { kind: 'done', invoice: null };
    if (returnCode === '4204') return refusal(sheet);
    if (stage === 'act') return { kind: 'unreadable', message: `the sheet is still in state ${sheet.state}` };
    return isOpenSheet(sheet) ? { kind: 'undone' } : refusal(sheet);
  },
});
