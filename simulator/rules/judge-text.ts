// What may stand in one text (P-1): no control characters, no line breaks, no blanks at its ends, but for the remark.
import type { ParamError } from '../../protocol/param-error.ts';
import { paramError, show } from './rule.ts';

/** U+2028 and U+2029 break lines too. */
const control = /[\p{Cc}\u2028\u2029]/u;

export const judgeText = (field: string, text: string): ParamError[] => {
  if (!text.isWellFormed())
    return [
      paramError(field, 'P-1', {
        expected: 'Unicode characters',
        received: 'half of a surrogate pair',
        remedy: 'send the whole character',
      }),
    ];
  const isRemark = field === '/remark';
  if (!isRemark && control.test(text))
    return [
      paramError(field, 'P-1', {
        expected: 'no control character or line break',
        received: show(text),
        remedy: 'take it out; only remark may have one',
      }),
    ];
  if (!isRemark && text !== text.trim())
    return [
      paramError(field, 'P-1', {
        expected: 'no leading or trailing space',
        received: show(text),
        remedy: 'trim it',
      }),
    ];
  return [];
};
