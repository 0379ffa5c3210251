// P-10: the printed name is `*shortName*name`; `name` comes without the prefix, and never with another one.
import { paramError, type Rule, show, textOf } from './rule.ts';

const prefixForm = /^\*([^*]*)\*/;

export const judgePrintedNames: Rule = ({ lines, day, taxTable }) =>
  lines.flatMap(({ members, at }) => {
    const prefix = prefixForm.exec(textOf(members, 'name'))?.[1];
    const found = taxTable.find(textOf(members, 'taxCode'), day);
    if (prefix === undefined || found.kind === 'unknown' || prefix === found.taxCode.shortName) return [];
    return [
      paramError(`${at}/name`, 'P-10', {
        expected: `a name without prefix, or with *${found.taxCode.shortName}*`,
        received: show(members['name']),
        remedy: 'leave the prefix out: the bureau prints it',
      }),
    ];
  });
