// Numbers that no float holds and no amount may be, as JSON numbers and as the decimal texts of a payload.
import { attack, type Dice, type Family, pick, under } from '../attack.ts';
import { envelopeWith, genuineOrder, order, payloadWith } from '../messages.ts';

const spellings: readonly ((dice: Dice) => string)[] = [
  () => '1e400',
  () => '-1e400',
  () => '1e-400',
  () => '9'.repeat(400),
  () => `-${'9'.repeat(400)}`,
  (dice) => '9'.repeat(1 + under(dice, 20_000)),
  () => `0.${'3'.repeat(5000)}`,
  () => `1e${'9'.repeat(100)}`,
  () => '9007199254740993',
  () => '18446744073709551616',
  () => '-0',
  () => '-0.00',
  (dice) => String(dice() * 1e300),
];
/** Only texts can be these: JSON has no such numbers. */
const wordsOnly = [
  '0x10',
  '１００.００',
  'NaN',
  'Infinity',
  '-Infinity',
  '1_000',
  '1,000.00',
  '+1',
  '.5',
  '5.',
  '1e3',
  '٣',
  '00.01',
  '1\u0000',
  '9999999999999999.99',
  '9999999999999999',
];
const text = (dice: Dice): string => (dice() < 0.5 ? pick(dice, spellings)(dice) : pick(dice, wordsOnly));
const members = ['amount', 'tax', 'total', 'deductionMode', 'invoiceType'];

export const hugeNumbers: Family = {
  name: 'huge numbers',
  share: 10,
  kinds: [
    { name: 'a JSON number for a member', make: (dice) => attack(envelopeWith(dice, pick(dice, spellings)(dice))) },
    { name: 'a JSON number in a payload', make: (dice) => attack(payloadWith(dice, pick(dice, spellings)(dice))) },
    { name: 'a text in a payload', make: (dice) => attack(payloadWith(dice, JSON.stringify(text(dice)))) },
    {
      name: 'a text in an XML payload',
      make: (dice) => attack(payloadWith(dice, text(dice).replace('\u0000', ''), 'xml')),
    },
    {
      name: 'an amount of the order',
      make: (dice) => attack(genuineOrder(dice, { [pick(dice, members)]: text(dice) })),
    },
    {
      name: 'an amount of a line',
      make: (dice) => {
        const [line] = order(dice).lines;
        const member = pick(dice, ['quantity', 'unitPrice', 'amount', 'rate', 'tax', 'deduction']);
        return attack(genuineOrder(dice, { lines: [{ ...line, [member]: text(dice) }], deductionMode: '02' }));
      },
    },
    {
      name: 'sums beyond any amount',
      make: (dice) => {
        const line = {
          ...order(dice).lines[0],
          quantity: undefined,
          unitPrice: undefined,
          amount: '9999999999999999.99',
          rate: '0.06',
          tax: '599999999999999.99',
        };
        return attack(
          genuineOrder(dice, {
            lines: Array.from({ length: 2 + under(dice, 500) }, () => line),
            amount: '9999999999999999.99',
            tax: '599999999999999.99',
            total: '9999999999999999.99',
          }),
        );
      },
    },
  ],
};
