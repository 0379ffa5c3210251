// P-8: rate 0 and its one reason, as far as no table of codes is needed; a client's pre-check owes the same (C-3).
import { Big } from 'big.js';
import { fenOf, isDecimal } from '../../protocol/amount.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { isSpecial, type Line, type Order, paramError, type Rule, show, textOf } from './rule.ts';

const exempt = '03';
const untaxed = '04';

const judgeChapter = ({ members, at }: Line): ParamError[] => {
  const [code, policy] = [textOf(members, 'taxCode'), textOf(members, 'policy')];
  const isUntaxed = code.startsWith('6');
  if (code === '' || (policy === untaxed) === isUntaxed) return [];
  return [
    paramError(`${at}/policy`, 'P-8', {
      expected: isUntaxed ? 'policy 04 for a code that begins with 6' : 'policy 04 only for a code that begins with 6',
      received: show(members['policy']),
      remedy: isUntaxed ? 'send policy 04 and rate 0' : 'send the policy that fits the code, or none',
    }),
  ];
};

const judgeZero = (line: Line, order: Order): ParamError[] => {
  const { members, at } = line;
  const refuse = (name: string, expected: string, remedy: string) =>
    paramError(`${at}/${name}`, 'P-8', { expected, received: show(members[name]), remedy });
  const policy = textOf(members, 'policy');
  const exported = members['zeroRate'] !== undefined;
  const reasons = [policy === exempt, policy === untaxed, exported].filter(Boolean).length;
  const stray = policy !== '' && policy !== exempt && policy !== untaxed;
  const errors: ParamError[] = [];
  if (reasons !== 1 || stray)
    errors.push(
      refuse(
        'policy',
        'exactly one reason for rate 0: policy 03, policy 04 or zeroRate export',
        reasons > 1 ? 'keep one of them' : 'send the reason, or the rate of the code',
      ),
    );
  if (isSpecial(order))
    errors.push(refuse('rate', 'a rate above 0 on an invoice of type 81 or 85', 'issue type 82 or 86 at rate 0'));
  const tax = fenOf(textOf(members, 'tax'));
  if (tax !== null && tax !== 0n) errors.push(refuse('tax', '0.00 at rate 0', 'send 0.00'));
  return errors;
};

const judgeTaxed = ({ members, at }: Line): ParamError[] =>
  [
    { name: 'policy', stands: [exempt, untaxed].includes(textOf(members, 'policy')) },
    { name: 'zeroRate', stands: members['zeroRate'] !== undefined },
  ]
    .filter(({ stands }) => stands)
    .map(({ name }) =>
      paramError(`${at}/rate`, 'P-8', {
        expected: `0 with ${name} ${show(members[name])}`,
        received: show(members['rate']),
        remedy: `send rate 0 and tax 0.00, or leave ${name} out`,
      }),
    );

export const judgeZeroRates: Rule = (order) =>
  order.lines.flatMap((line) => {
    const rate = textOf(line.members, 'rate');
    if (!isDecimal(rate)) return judgeChapter(line);
    return [...judgeChapter(line), ...(Big(rate).eq(0) ? judgeZero(line, order) : judgeTaxed(line))];
  });
