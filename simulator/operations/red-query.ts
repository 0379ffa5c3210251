// `red.query`: one confirmation sheet by its number, or those of one side by days of application (section P, B-5).
import { sheetStates } from '../../protocol/operations/red-sheet.ts';
import { dropEmpty } from '../../protocol/payload.ts';
import { sidesOf } from '../red/parties.ts';
import { viewSheet } from '../red/sheet-view.ts';
import { type Members, membersOf, paramError, show, textOf } from '../rules/rule.ts';
import { dayMs, pageOf, pageSize, startOfDay } from './days-and-pages.ts';
import { openGates, refuseErrors } from './decide-gates.ts';
import type { Decision, Operation, OperationContext } from './decision.ts';

const judgeForm = (request: Members) => {
  const wrong = (field: string, expected: string) =>
    paramError(`/${field}`, 'P', { expected, received: show(request[field]), remedy: 'correct it' });
  const [from, to] = ['from', 'to'].map((name) => startOfDay(request[name]));
  const { state, page } = request;
  return [
    ...(request['side'] === '0' || request['side'] === '1' ? [] : [wrong('side', '0 (seller) or 1 (buyer)')]),
    ...(from === null ? [wrong('from', 'a day yyyy-MM-dd')] : []),
    ...(to === null || (typeof from === 'number' && typeof to === 'number' && to < from)
      ? [wrong('to', 'a day yyyy-MM-dd not before `from`')]
      : []),
    ...(state === undefined || sheetStates.some((known) => known === state)
      ? []
      : [wrong('state', sheetStates.join(', '))]),
    ...(pageOf(page) !== null ? [] : [wrong('page', 'a number from 1')]),
  ];
};

const one = (sheetNo: string, context: OperationContext): Decision => {
  const { pass, decide } = openGates();
  const sheet = context.ledger.sheets.find(sheetNo);
  const own = sheet && sidesOf(sheet, context).length > 0 ? sheet : null;
  const unknown = { returnCode: '4004', expected: 'a sheet of this taxpayer', received: show(sheetNo) };
  return pass('look-up', 'P', own ? null : unknown) ?? decide('0000', own ? viewSheet(own) : null);
};

export const redQuery: Operation = {
  interface: 'red.query',
  orderNoOf: (payload, ledger) => ledger.sheets.find(textOf(membersOf(payload), 'sheetNo'))?.orderNo ?? null,
  execute: (payload, context): Decision => {
    const request = membersOf(dropEmpty(payload));
    if (request['sheetNo'] !== undefined) return one(textOf(request, 'sheetNo'), context);
    const { pass, decide } = openGates();
    const wrong = pass('payload-rules', 'P', refuseErrors(judgeForm(request)));
    if (wrong) return wrong;
    const [from = 0, to = 0] = ['from', 'to'].map((name) => startOfDay(request[name]) ?? 0);
    const page = pageOf(request['page']) ?? 1;
    const found = context.ledger.sheets
      .list({ from, to: to + dayMs })
      .filter((sheet) => sidesOf(sheet, context).some((side) => side === request['side']))
      .filter(({ state }) => request['state'] === undefined || request['state'] === state);
    const pages = Math.max(1, Math.ceil(found.length / pageSize));
    const sheets = found.slice((page - 1) * pageSize, page * pageSize).map(viewSheet);
    return decide('0000', { page, pages, count: found.length, sheets });
  },
};
