// Takes secrets out of a text that leaves the house, in whatever spelling they stand there (B-11).
import { escapeXml } from '../../protocol/strict-xml.ts';

const hidden = '***';

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);
const doubled = (text: string): string => text.replaceAll('"', '""');

/** As it is and as JSON, XML, URL, hex and base64 have it; each of them also within JSON, JSON within JSON, and CSV. */
const spellingsOf = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  const plain = [
    secret,
    escapeXml(secret),
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('hex'),
  ];
  const within = [...plain, ...plain.map(quoted), ...plain.map(quoted).map(quoted)];
  return [...within, ...within.map(doubled)];
};

const isHex = (text: string): boolean => /^[0-9a-f]+$/i.test(text);

const literally = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');

/** Capitals say nothing in hexadecimal digits. */
const eitherCase = (text: string): string =>
  text.replace(/[a-f]/gi, (letter) => `[${letter.toLowerCase()}${letter.toUpperCase()}]`);

/** Hides every one of the secrets; longer spellings first, so that no rest of one is left standing. */
export const createRedaction = (secrets: readonly string[]): ((text: string) => string) => {
  const spellings = [...new Set(secrets.flatMap(spellingsOf))].sort((a, b) => b.length - a.length);
  if (spellings.length === 0) return (text) => text;
  const pattern = spellings.map((one) => (isHex(one) ? eitherCase(one) : literally(one))).join('|');
  const expression = new RegExp(pattern, 'g');
  return (text) => text.replace(expression, hidden);
};
