// Tax numbers and amounts as they may leave the house: masked by the name of their member, and wherever they stand in a text (B-11).
import { escapeXml, readXml, writeElement, type XmlElement } from '../../protocol/strict-xml.ts';

const taxNumberName = /tax_?(no|num)/i;
const amountName = /amount|price|total|^(tax|deduction|used|available|required|remainder|balance)$/i;
/** Texts for people: numbers in them are not told by a name. */
const textName = /^(remark|message|expected|received|cause|reason|answer|returnMessage)$/i;
/** May look like a tax number, and is none. */
const identifierName = /(order|invoice|sheet|paper|request)(No|Id|Code)$|^(taxCode|code|phone|account|nonce)$/i;

/** Numbers, identifiers and words; `113.00` and `SO-1` are one each. */
const token = /-?[0-9A-Za-z]+(?:[._-][0-9A-Za-z]+)*/g;
/** Also with a currency before it; what else looks like it is hidden along. */
const decimal = /\d\.\d/;
/** P-2. Of twenty digits it would be an invoice or a sheet. */
const taxNumber = /^(?:[0-9A-Z]{15}|[0-9A-Z]{17,18}|(?=.*[A-Z])[0-9A-Z]{20})$/;

const hidden = '***';
const maskTaxNumber = (text: string): string =>
  text.length < 10 ? hidden : `${text.slice(0, 2)}${hidden}${text.slice(-2)}`;

/** Masks one exchange or change; what was hidden in its payload is hidden in its texts, too. */
export type Mask = {
  readonly text: (text: string) => string;
  /** What cannot be read is hidden as a whole. */
  readonly payload: (text: string, format: 'json' | 'xml') => string;
};

/** `known`: tax numbers that are hidden wherever they stand. */
export const createMask = (known: Iterable<string>): Mask => {
  const taxNumbers = new Set(known);
  const amounts = new Set<string>();
  const maskTaxNumbers = (text: string): string =>
    text.replace(token, (one) => (taxNumbers.has(one) || taxNumber.test(one) ? maskTaxNumber(one) : one));
  const maskText = (text: string): string =>
    maskTaxNumbers(text.replace(token, (one) => (decimal.test(one) || amounts.has(one) ? hidden : one)));

  const maskValue = (name: string, value: string): string => {
    if (taxNumberName.test(name)) {
      taxNumbers.add(value);
      return maskTaxNumber(value);
    }
    if (amountName.test(name)) {
      amounts.add(value);
      return hidden;
    }
    if (textName.test(name)) return maskText(value);
    return identifierName.test(name) && !taxNumbers.has(value) ? value : maskTaxNumbers(value);
  };

  /** What is below a member that is hidden is hidden, whatever it is called. */
  const maskJson = (name: string, value: unknown): unknown => {
    if (typeof value === 'string' || typeof value === 'number')
      return value === '' ? value : maskValue(name, String(value));
    if (Array.isArray(value)) return value.map((one) => maskJson(name, one));
    if (typeof value !== 'object' || value === null) return value;
    const inherits = amountName.test(name) || taxNumberName.test(name);
    return Object.fromEntries(
      Object.entries(value).map(([own, one]) => [own, maskJson(inherits ? name : own, one)] as const),
    );
  };
  const maskXml = (outer: string, { name, children, text }: XmlElement): string => {
    const rule = amountName.test(outer) || taxNumberName.test(outer) ? outer : name;
    if (children.length > 0) return writeElement(name, children.map((child) => maskXml(rule, child)).join(''));
    return writeElement(name, text === '' ? '' : escapeXml(maskValue(rule, text)));
  };
  const read = (text: string, format: 'json' | 'xml'): string => {
    if (format === 'json') return JSON.stringify(maskJson('', JSON.parse(text)));
    const reading = readXml(text);
    return reading.ok ? maskXml('', reading.root) : hidden;
  };
  return {
    text: maskText,
    payload: (text, format) => {
      try {
        return read(text, format);
      } catch {
        // No JSON, or nested deeper than the stack: either way its parts cannot be told apart.
        return hidden;
      }
    },
  };
};
