// XML of T-5 for arbitrary texts and trees, held against the judge's reader, itself held against @xmldom/xmldom (lawful-xml.property.test.ts).
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readXml as readAsJudge } from '../../conformance/wire/xml-text.ts';
import { readPayload } from '../../protocol/payload.ts';
import { carriableText, escapeXml, readXml, writeElement } from '../../protocol/strict-xml.ts';

const forbidden = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/u;
const anyText = fc.string({ unit: 'binary', maxLength: 20 });
const markup = fc
  .array(
    fc.constantFrom(
      '<',
      '>',
      '&',
      '"',
      "'",
      ']]>',
      '<![CDATA[',
      '&amp;',
      '&#65;',
      '\r',
      '\n',
      ' ',
      '软',
      'a',
      '\u{1f600}',
    ),
    { maxLength: 10 },
  )
  .map((parts) => parts.join(''));
const text = fc.oneof(anyText, markup).filter((one) => !forbidden.test(one));

const textOf = (document: string): string | null => {
  const reading = readXml(document);
  return reading.ok ? reading.root.text : null;
};
/** Of an element within: a blank root is an empty object. */
const judgeText = (document: string): unknown => {
  const reading = readAsJudge(`<r>${document}</r>`);
  return reading.ok ? Object.values(reading.value as Record<string, unknown>)[0] : reading.reason;
};

/** The same characters, each in one of the spellings that XML has for it. */
const spellings = (character: string): readonly string[] => {
  const code = character.codePointAt(0) ?? 0;
  const references = [
    `&#${code};`,
    `&#x${code.toString(16)};`,
    `&#x${code.toString(16).toUpperCase().padStart(6, '0')};`,
  ];
  const inSection = character === '\r' ? [] : [`<![CDATA[${character}]]>`];
  return [
    ...references,
    ...inSection,
    escapeXml(character),
    `${escapeXml(character)}<!-- x -->`,
    `<?p i?>${references[0]}`,
  ];
};

/** Payloads with members once, lists with their entries, and things between elements that mean nothing. */
type Node = { readonly name: string; readonly content: string | readonly Node[] };
const member = fc.constantFrom('orderNo', 'amount', 'buyer', 'seller', 'x-1', '金额', '_', '__proto__', 'constructor');
const { nodes } = fc.letrec<{ nodes: readonly Node[] }>((tie) => ({
  nodes: fc.uniqueArray(
    fc.oneof(
      { depthSize: 'small', withCrossShrink: true },
      fc.record({ name: member, content: text }),
      fc.record({ name: member, content: tie('nodes') }),
      fc.record({
        name: fc.constant('lines'),
        content: fc.array(fc.record({ name: fc.constant('line'), content: tie('nodes') }), { maxLength: 3 }),
      }),
    ),
    { selector: ({ name }) => name, maxLength: 4 },
  ),
}));
const between = fc.constantFrom('', ' ', '\n\t', '<!-- comment -->', '<?target data?>');
const writeNode = ({ name, content }: Node, gap: string): string =>
  writeElement(
    name,
    typeof content === 'string'
      ? escapeXml(content)
      : content.length === 0
        ? ''
        : `${gap}${content.map((one) => writeNode(one, gap)).join(gap)}${gap}`,
  );
const writeTree = (tree: readonly Node[], gap: string): string => writeNode({ name: 'payload', content: tree }, gap);

/** What T-5 forbids, put into a lawful document. */
const poisons: readonly (readonly [string, (document: string) => string])[] = [
  ['a DOCTYPE', (document) => `<!DOCTYPE payload>${document}`],
  ['an entity declared', (document) => `<!DOCTYPE payload [<!ENTITY a "b">]>${document}`],
  ['an external DTD', (document) => `<!DOCTYPE payload SYSTEM "file:///etc/passwd">${document}`],
  ['an attribute', (document) => document.replace(/<payload/, '<payload a="1"')],
  ['a namespace', (document) => document.replace(/<payload/, '<payload xmlns="urn:x"')],
  ['a prefix', (document) => document.replaceAll('payload', 'p:payload')],
  ['text beside elements', (document) => document.replace('<first>', 'text<first>')],
  ['a repeated element', (document) => document.replace('<first>', '<first>0</first><first>')],
  ['an entity of nobody', (document) => document.replace('<first>', '<first>&nobody;')],
  ['an open ampersand', (document) => document.replace('<first>', '<first>& ')],
  ['another encoding', (document) => `<?xml version="1.0" encoding="GBK"?>${document}`],
  ['a second root', (document) => `${document}<payload/>`],
  ['a missing end', (document) => document.replace(/<\/payload>$/, '')],
  ['a control character', (document) => document.replace('<first>', '<first>\u0001')],
  ['a reference to nothing', (document) => document.replace('<first>', '<first>&#0;')],
  ['an end of CDATA without its beginning', (document) => document.replace('<first>', '<first>]]>')],
];

const tokens = [
  '<a>',
  '</a>',
  '<b/>',
  '<a',
  '>',
  '<',
  '/',
  '&',
  '&lt;',
  '&#65;',
  '&#x0;',
  ']]>',
  '<![CDATA[',
  '<!--',
  '-->',
  '--',
  '<?p',
  '?>',
  'x',
  ' ',
  '\n',
  '\r',
  '<payload>',
  '</payload>',
  '"',
  '=',
  '!',
  'é',
];
const soup = fc
  .array(fc.constantFrom(...tokens), { maxLength: 12 })
  .chain((parts) =>
    fc.constantFrom(
      parts.join(''),
      `<payload><a>${parts.join('')}</a></payload>`,
      `<payload>${parts.join('')}</payload>`,
    ),
  );

describe('strict XML', () => {
  it('gives back every text that it wrote', () => {
    fc.assert(
      fc.property(text, (one) => {
        const document = writeElement('a', escapeXml(one));
        expect(textOf(document)).toBe(one);
        expect(judgeText(document)).toBe(one);
      }),
    );
  });

  it('reads every spelling of a text as that text', () => {
    const characters = fc.array(
      fc.tuple(fc.constantFrom('a', '<', '&', ']', '>', '\n', '\r', '软', '\u{1f600}', ' '), fc.nat(6)),
      { minLength: 1, maxLength: 12 },
    );
    fc.assert(
      fc.property(characters, (drawn) => {
        const content = drawn.map(([one, at]) => spellings(one)[at % spellings(one).length]).join('');
        expect(textOf(`<a>${content}</a>`)).toBe(drawn.map(([one]) => one).join(''));
        expect(judgeText(`<a>${content}</a>`)).toBe(drawn.map(([one]) => one).join(''));
      }),
    );
  });

  it('neither writes nor reads what XML cannot carry, and has U+FFFD for it where it must', () => {
    const bad = fc.constantFrom('\u0000', '\u0001', '\u000b', '\u001f', '\ufffe', '\uffff', '\ud800', '\udfff');
    fc.assert(
      fc.property(text, bad, text, (before, character, after) => {
        expect(() => escapeXml(`${before}${character} ${after}`)).toThrow(RangeError);
        expect(readXml(`<a>${character}</a>`).ok).toBe(false);
        expect(carriableText(`${before}${character} ${after}`)).toBe(`${before}\ufffd ${after}`);
      }),
    );
  });

  it('reads a payload as the judge does, whatever means nothing between its elements', () => {
    fc.assert(
      fc.property(nodes, between, (tree, gap) => {
        const document = writeTree(tree, gap);
        const reading = readPayload(document, 'xml');
        expect(reading.ok).toBe(true);
        expect(readAsJudge(document)).toEqual({ ...reading, root: 'payload' });
      }),
    );
  });

  it.each(poisons)('refuses %s, as the judge does', (_what, poison) => {
    fc.assert(
      fc.property(nodes, (tree) => {
        const first = { name: 'first', content: [{ name: 'inner', content: '1' }] };
        const lawful = writeTree([{ name: 'first', content: '1' }, ...tree, { name: 'last', content: [first] }], '');
        expect(readPayload(lawful, 'xml').ok).toBe(true);
        const poisoned = poison(lawful);
        expect(poisoned).not.toBe(lawful);
        expect([readPayload(poisoned, 'xml').ok, readAsJudge(poisoned).ok]).toEqual([false, false]);
      }),
      { numRuns: 30 },
    );
  });

  it('never throws, and reads what it accepts as the judge reads it', () => {
    fc.assert(
      fc.property(soup, (document) => {
        const reading = readPayload(document, 'xml');
        const judged = readAsJudge(document);
        expect(reading.ok && !(judged.ok && judged.root === 'payload')).toBe(false);
        const both = reading.ok && judged.ok;
        expect(both ? reading.value : null).toEqual(both ? judged.value : null);
      }),
      { numRuns: 5000 },
    );
  });
});
