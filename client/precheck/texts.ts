// What may stand in the texts of an order: no control characters, no blanks at the ends, except in the remark (P-1).
import type { ParamError } from '../../protocol/param-error.ts';
import type { Rule } from './rule.ts';

/** U+2028 and U+2029 break lines too. */
const control = /[\p{Cc}\u2028\u2029]/u;

const judge = (field: string, text: string): ParamError[] => {
  if (control.test(text)) return [{ field, rule: 'P-1', message: 'has a control character or line break' }];
  return text === text.trim() ? [] : [{ field, rule: 'P-1', message: 'has leading or trailing spaces' }];
};

const partyMembers = ['name', 'taxNo', 'address', 'phone', 'bank', 'account'] as const;
const lineMembers = ['name', 'spec', 'unit'] as const;

/** The texts a person types; members of a fixed form are judged by their own rules. */
export const checkTexts: Rule = (order) => {
  const texts: [string, string | undefined][] = [
    ['/clerk', order.clerk],
    ['/callbackUrl', order.callbackUrl],
    ['/delivery/email', order.delivery?.email],
    ['/delivery/phone', order.delivery?.phone],
  ];
  for (const side of ['seller', 'buyer'] as const)
    for (const member of partyMembers) texts.push([`/${side}/${member}`, order[side][member]]);
  for (const [at, line] of order.lines.entries())
    for (const member of lineMembers) texts.push([`/lines/${at}/${member}`, line[member]]);
  return texts.flatMap(([field, text]) => (text === undefined ? [] : judge(field, text)));
};
