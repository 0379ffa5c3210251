// Lawful texts that careless programs spoil: rare characters, full-width signs, marks that XML and JSON escape, names at their limits.
import type { Dice } from '../dice.ts';

/** Of the basic plane and beyond it, and one that NFC would replace: texts are compared code point by code point (B-1). */
const rare = ['龘', '䶮', '喆', '\u{FA12}', '𠮷', '𬭚', '𪚥', '𰻝'] as const;

const tails: readonly [string, ...string[]] = [
  '（华东）分公司',
  '“老字号”·总店',
  '／Ｔｅｓｔ１２３',
  ' & Co. <中国>',
  ` O'Neil "贸易" \\ 部`,
  '&amp;]]>门店',
  '—甲、乙，丙。',
];

/** Lengths count code points (P): a text at its limit may have twice as many UTF-16 units. */
const fill = (text: string, most: number, dice: Dice): string => {
  const points = [...text];
  while (points.length < most) points.push(dice.oneOf(rare));
  return points.slice(0, most).join('');
};

/** Another lawful text made from this one, at most `most` code points long. */
export const varyText = (text: string, most: number, dice: Dice): string => {
  const points = [...text];
  const ways: readonly [string, ...string[]] = [
    [...points.slice(0, 1), dice.oneOf(rare), ...points.slice(1)].join(''),
    text + dice.oneOf(tails),
    fill(text, most, dice),
  ];
  const varied = dice.oneOf(ways);
  return [...varied].length <= most ? varied : text;
};

/** Remarks alone may have line breaks and control characters (P-1), at their ends too. */
export const varyRemark = (text: string, most: number, dice: Dice): string =>
  dice.oneOf([varyText(text, most, dice), `${text}\n第二行\t制表`, `  ${text}\n`, `<![CDATA[${text}]]>`]);

/** All permitted (P): as long as `most`, digits alone with zeros in front, signs at the ends. */
export const varyOrderNo = (orderNo: string, most: number, dice: Dice): string =>
  dice.oneOf([
    orderNo.padEnd(most, '0').slice(0, most),
    dice
      .between(1, 2 ** 31)
      .toString()
      .padStart(20, '0'),
    `-${orderNo}_`.slice(0, most),
    `_${orderNo.toLowerCase()}`.slice(0, most),
  ]);
