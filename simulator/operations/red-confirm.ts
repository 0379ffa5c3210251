// `red.confirm`: a party confirms, refuses or withdraws a confirmation sheet (section P, B-5).
import type { RedSide } from '../../protocol/operations/red-sheet.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import type { Sheet } from '../ledger/sheets.ts';
import { judgeActor } from '../red/original.ts';
import { sidesOf } from '../red/parties.ts';
import { issueAutomatically, type SheetAct, stepSheet } from '../red/sheet-flow.ts';
import { viewSheet } from '../red/sheet-view.ts';
import { membersOf, paramError, show, textOf } from '../rules/rule.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';

const isAct = (value: unknown): value is SheetAct => value === 'Y' || value === 'N' || value === 'C';

/** The side a word is spoken for: to confirm or refuse the other one's, to withdraw the applicant's. */
const speakerOf = (sheet: Sheet, act: SheetAct, sides: readonly RedSide[]): RedSide | null => {
  const wanted = act === 'C' ? sheet.side : sheet.side === '0' ? '1' : '0';
  return sides.find((side) => side === wanted) ?? sides[0] ?? null;
};

export const actOnSheet = (payload: unknown, context: OperationContext): Decision => {
  const request = membersOf(dropEmpty(payload));
  const { pass, decide } = openGates();
  const [sheetNo, act] = [textOf(request, 'sheetNo'), request['decision']];
  const wrong = pass(
    'payload-rules',
    'B-5',
    refuseErrors([
      ...(/^[0-9]{20}$/.test(sheetNo)
        ? []
        : [
            paramError('/sheetNo', 'B-5', {
              expected: 'the 20 digits of a sheet',
              received: show(sheetNo),
              remedy: 'correct it',
            }),
          ]),
      ...(isAct(act)
        ? []
        : [paramError('/decision', 'B-5', { expected: 'Y, N or C', received: show(act), remedy: 'correct it' })]),
    ]),
  );
  if (wrong || !isAct(act)) return wrong ?? decide('1001', null);
  const sheet = context.ledger.sheets.find(sheetNo);
  const speaker = sheet ? speakerOf(sheet, act, sidesOf(sheet, context)) : null;
  const unknown = { returnCode: '4004', expected: 'a sheet of this taxpayer', received: sheetNo };
  const stranger = pass('look-up', 'P', speaker === null ? unknown : null);
  if (stranger || !sheet || speaker === null) return stranger ?? decide('4004', null);
  const blue = context.ledger.findInvoice(sheet.originalInvoiceNo);
  const barred = pass('seller', 'R', judgeActor(blue, speaker, context));
  if (barred) return barred;
  const step = stepSheet(sheet, act, speaker);
  if (!step.ok) {
    const { ok: _ok, ...refusal } = step;
    return pass('sheet', 'B-5', { ...refusal, data: viewSheet(sheet) }) ?? decide('4204', null);
  }
  pass('sheet', 'B-5', null);
  const next: Sheet = { ...sheet, state: step.state };
  const settled = context.ledger.together(() => {
    context.ledger.sheets.put(next);
    return issueAutomatically(next, context);
  });
  return decide('0000', viewSheet(settled), settled.redInvoiceNo);
};

export const redConfirm: Operation = {
  interface: 'red.confirm',
  orderNoOf: (payload, ledger) => ledger.sheets.find(textOf(membersOf(payload), 'sheetNo'))?.orderNo ?? null,
  execute: actOnSheet,
};
