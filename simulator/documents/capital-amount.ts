// Amounts in Chinese capitals, which cannot be altered with a stroke: 价税合计（大写） of an invoice.
import { fenOf } from '../../protocol/amount.ts';

const digits = [...'零壹贰叁肆伍陆柒捌玖'];
const places = ['', '拾', '佰', '仟'];
const groups = ['', '万', '亿', '万亿'];

/** 1 to 9999; zeros inside are said once, zeros in front and behind not. */
const groupText = (group: number): string => {
  const figures = [...String(group)].map(Number);
  return figures
    .map((figure, at) => (figure === 0 ? '零' : `${digits[figure]}${places[figures.length - 1 - at]}`))
    .join('')
    .replace(/零+$/, '')
    .replace(/零+/g, '零');
};

/** Four digits at a time; a group that is not full, or follows an empty one, is bound by 零. */
const yuanText = (yuan: bigint): string => {
  const figures = String(yuan);
  const count = Math.ceil(figures.length / 4);
  let text = '';
  let gap = false;
  for (let at = count - 1; at >= 0; at -= 1) {
    const group = Number(figures.slice(Math.max(0, figures.length - 4 * (at + 1)), figures.length - 4 * at));
    if (group === 0) gap = true;
    else {
      const bound = text !== '' && (gap || group < 1000);
      text += `${bound ? '零' : ''}${groupText(group)}${groups[at]}`;
      gap = false;
    }
  }
  return text.replace(/万亿(?=.*亿)/, '万');
};

/** `amount` has exactly two decimals (P-3); throws RangeError for anything else. */
export const capitalAmount = (amount: string): string => {
  const fen = fenOf(amount);
  if (fen === null) throw new RangeError(`"${amount}" is no amount in yuan with two decimals`);
  const size = fen < 0n ? -fen : fen;
  const yuan = size / 100n;
  const [jiao, rest] = [Number((size % 100n) / 10n), Number(size % 10n)];
  const whole = yuan === 0n ? '' : `${yuanText(yuan)}圆`;
  const parts = [jiao === 0 ? '' : `${digits[jiao]}角`, rest === 0 ? '' : `${digits[rest]}分`].join('');
  const bound = whole !== '' && jiao === 0 && rest !== 0 ? '零' : '';
  const text = size === 0n ? '零圆整' : `${whole}${bound}${parts}${rest === 0 ? '整' : ''}`;
  return fen < 0n ? `（负数）${text}` : text;
};
