// Members that an order may have or not (P): what was drawn is taken out, what was not is put in.
import type { ScenarioSeller } from '../scenario/templates/seller.ts';
import { type Draft, partsOf } from './draft.ts';

const partyMembers = ['address', 'phone', 'bank', 'account'] as const;

const toggle = (
  { dice, note }: Draft,
  part: Record<string, unknown>,
  about: { readonly at: string; readonly name: string; readonly value: unknown },
): void => {
  if (!dice.chance(0.4)) return;
  if (part[about.name] === undefined) part[about.name] = about.value;
  else delete part[about.name];
  note(`${about.at}/${about.name}`);
};

/** Which a line can do without: the default kind, unit, and quantity with its price; a discount line has none of them. */
const varyLine = (draft: Draft, at: string, line: Record<string, unknown>): void => {
  const { dice, note } = draft;
  if (line['kind'] === '1') return;
  toggle(draft, line, { at, name: 'spec', value: 'A4·80g/m²（双面）' });
  if (line['kind'] === '0') toggle(draft, line, { at, name: 'kind', value: '0' });
  toggle(draft, line, { at, name: 'unit', value: '项' });
  if (line['quantity'] === undefined || !dice.chance(0.3)) return;
  delete line['quantity'];
  delete line['unitPrice'];
  note(`${at}/quantity`);
};

/** An object of which the scenario sets anything stays as it is: what it needs beside that, nobody here knows. */
export const varyOptionalMembers = (draft: Draft, seller: ScenarioSeller): void => {
  const { order, dice, isFree } = draft;
  const parts = new Map(partsOf(order));
  if (isFree('/remark')) toggle(draft, order, { at: '', name: 'remark', value: '合同编号 HT0' });
  const [ofSeller, ofBuyer] = [parts.get('/seller'), parts.get('/buyer')];
  if (ofSeller && isFree('/seller'))
    for (const name of partyMembers) toggle(draft, ofSeller, { at: '/seller', name, value: seller[name] });
  if (ofBuyer && isFree('/buyer'))
    for (const name of partyMembers) toggle(draft, ofBuyer, { at: '/buyer', name, value: seller[name] });
  // An individual gets the invoice by `delivery` alone (B-4).
  if (isFree('/delivery') && isFree('/buyer') && ofBuyer?.['kind'] === 'enterprise') {
    const phone = `139${String(dice.between(0, 99_999_999)).padStart(8, '0')}`;
    if (dice.chance(0.5)) toggle(draft, order, { at: '', name: 'delivery', value: { phone } });
    else toggle(draft, parts.get('/delivery') ?? {}, { at: '/delivery', name: 'phone', value: phone });
  }
  for (const [at, line] of parts) if (at.startsWith('/lines/') && isFree(at)) varyLine(draft, at, line);
};
