// Hostility `spelling`: the same message in other letters: escapes and blanks, as JSON and XML have many spellings of one value (T-3, T-5).
import { type AnswerBehaviour, type Dice, pick } from './behaviour.ts';

type Escapes = 'none' | 'beyond-ascii' | 'here-and-there';
type Blanks = 'none' | 'spaces' | 'lines' | 'windows-lines';

const gaps: Readonly<Record<Blanks, string>> = { none: '', spaces: ' ', lines: '\n  ', 'windows-lines': '\r\n\t' };

const isToBeEscaped = (character: string, escapes: Escapes, dice: Dice): boolean =>
  escapes !== 'none' && (character > '\u007f' || (escapes === 'here-and-there' && dice() < 0.15));

/** Unit by unit, so that a character beyond the basic plane becomes a pair. */
const escapeJsonUnit = (unit: string, dice: Dice): string => {
  const hex = unit.charCodeAt(0).toString(16).padStart(4, '0');
  return `\\u${dice() < 0.5 ? hex : hex.toUpperCase()}`;
};

const beyondAscii = /[\u0080-\uffff]/g;

/** `\u0000` or `\n`, as the writer of JSON left it. */
const lengthOfEscape = (quoted: string, at: number): number => (quoted[at + 1] === 'u' ? 6 : 2);

/** Letter by letter in a loop: pages of codes have a hundred thousand, and each draws. */
const escapeHereAndThere = (quoted: string, dice: Dice): string => {
  let written = '';
  let from = 0;
  let at = 0;
  const put = (spelling: string): void => {
    written += quoted.slice(from, at) + spelling;
    from = at + 1;
  };
  while (at < quoted.length) {
    const letter = quoted.charAt(at);
    if (letter === '/') put('\\/');
    else if (letter !== '\\' && letter !== '"' && isToBeEscaped(letter, 'here-and-there', dice))
      put(escapeJsonUnit(letter, dice));
    at += letter === '\\' ? lengthOfEscape(quoted, at) : 1;
  }
  return written + quoted.slice(from);
};

const respellJsonString = (quoted: string, escapes: Escapes, dice: Dice): string => {
  if (escapes === 'none') return quoted;
  if (escapes === 'here-and-there') return escapeHereAndThere(quoted, dice);
  // Escapes that stand there already are of ASCII.
  return quoted.replace(beyondAscii, (unit) => escapeJsonUnit(unit, dice));
};

const respellJson = (text: string, escapes: Escapes, gap: string, dice: Dice): string => {
  // Outside its texts JSON has no letter beyond ASCII.
  if (gap === '' && escapes !== 'here-and-there') return respellJsonString(text, escapes, dice);
  return text.replace(/"(?:[^"\\]|\\.)*"|[{}[\],:]/gs, (token) => {
    if (token.startsWith('"')) return respellJsonString(token, escapes, dice);
    if (token === ':') return gap === '' ? token : ' : ';
    return token === '}' || token === ']' ? `${gap}${token}` : `${token}${gap}`;
  });
};

const respellXmlText = (content: string, escapes: Escapes, dice: Dice): string => {
  if (escapes === 'here-and-there' && !content.includes('&') && dice() < 0.3) return `<![CDATA[${content}]]>`;
  return content.replace(/&[^;]+;|[^&]/gu, (letter) => {
    if (letter.startsWith('&') || !isToBeEscaped(letter, escapes, dice)) return letter;
    const code = letter.codePointAt(0) ?? 0;
    return dice() < 0.5 ? `&#${code};` : `&#x${code.toString(16)};`;
  });
};

/** Blanks only between two tags, where they are nobody's value; `<a/>` stays whole until then. */
const respellXml = (text: string, escapes: Escapes, gap: string, dice: Dice): string => {
  const tokens = text.match(/<[^>]+>|[^<]+/g) ?? [];
  return tokens
    .map((token, at) => {
      if (!token.startsWith('<')) return token.trim() === '' ? token : respellXmlText(token, escapes, dice);
      const before = tokens[at - 1]?.startsWith('<') ? gap : '';
      const [, name] = /^<([^/?]+)\/>$/.exec(token) ?? [];
      return name !== undefined && dice() < 0.5 ? `${before}<${name}></${name}>` : `${before}${token}`;
    })
    .join('');
};

export const spelling: AnswerBehaviour = {
  name: 'spelling',
  text: (text, format, dice) => {
    const escapes = pick<Escapes>(dice, ['none', 'beyond-ascii', 'here-and-there']);
    const gap = gaps[pick<Blanks>(dice, ['none', 'spaces', 'lines', 'windows-lines'])];
    return format === 'json' ? respellJson(text, escapes, gap, dice) : respellXml(text, escapes, gap, dice);
  },
};
