// The judge's quick reader of XML against the library: what it accepts the library accepts, with the same value.
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readLawfulXml } from '../../../conformance/wire/lawful-xml.ts';
import { readXml, readXmlByLibrary } from '../../../conformance/wire/xml-text.ts';

const documents = [
  '<?xml version="1.0" encoding="UTF-8"?>\n<request><appId>A1</appId><data>AAAA==</data><nonce/></request>',
  '<payload>\r\n\t<lines>\r\n<line><name>软件</name><tax>1.00</tax></line><line>2</line></lines><_x> a </_x></payload>',
  '<response><!-- c --><a><![CDATA[<&]]>b</a><b>&#50;&#x1f600;&lt;</b><errors/></response>',
];
const scraps = fc.constantFrom(
  ...['<', '>', '/', '&', ' ', '\r', '\u0085', '\u2028', '\u3000', '\ud83d', '\u0001', '\ufffe', ']]>', '<![CDATA['],
  ...['<a>', '</a>', '<a/>', '</a >', '<a b="c">', '<line>', '</line>', '<lines></lines>', '<p:a/>', '<__proto__/>'],
  ...['&amp;', '&x;', '&#0;', '&#xd800;', '&#13;', '<!---->', '<!-- a -- b -->', '<?x?>', '<!DOCTYPE a>'],
);
const spoilt = fc
  .record({
    document: fc.constantFrom(...documents),
    wounds: fc.array(fc.record({ place: fc.nat(), gone: fc.nat(3), scrap: scraps }), { minLength: 1, maxLength: 3 }),
  })
  .map(({ document, wounds }) =>
    wounds.reduce((text, { place, gone, scrap }) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + scrap + text.slice(at + gone);
    }, document),
  );

it.each(documents)('reads %j by itself, as the library does', (document) => {
  expect(readLawfulXml(document)).not.toBeNull();
  expect(readXml(document)).toEqual(readXmlByLibrary(document));
});

it('reads and refuses whatever is made of them as the library does', () => {
  fc.assert(
    fc.property(spoilt, (document) => {
      expect(readXml(document)).toEqual(readXmlByLibrary(document));
    }),
    { numRuns: 2000 },
  );
});
