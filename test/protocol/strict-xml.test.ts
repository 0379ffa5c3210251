import { describe, expect, it } from 'vitest';
import { readXml } from '../../protocol/strict-xml.ts';

const textOf = (document: string) => {
  const reading = readXml(document);
  return reading.ok ? reading.root.text : reading.reason;
};

describe('strict XML', () => {
  it.each([
    ['<a>&#36719;&#x4EF6;&lt;&gt;&amp;&quot;&apos;</a>', '软件<>&"\''],
    ['<a><![CDATA[<b>&amp;]]>]]&gt; x</a>', '<b>&amp;]]> x'],
    ['<a> x </a>', ' x '],
    ['<a>1<!-- a comment -->2</a>', '12'],
    ['<a>1<?work piece?>2</a>', '12'],
    ['<a>x\r\ny&#13;</a>', 'x\ny\r'],
    ['<a\n>1</a\n>', '1'],
    ['<a />', ''],
    ['<?xml version="1.0" encoding="utf-8" standalone="yes"?>\n<!-- c --><a>1</a>\n<!-- d -->', '1'],
    ["<?xml version='1.0'?><a>>1</a>", '>1'],
    ['<金额>1</金额>', '1'],
  ])('reads %j', (document, text) => {
    expect(textOf(document)).toBe(text);
  });

  it.each([
    ['', 'exactly one root'],
    ['<a/><b/>', 'exactly one root'],
    ['<a/>tail', 'exactly one root'],
    ['head<a/>', 'exactly one root'],
    ['<a>', 'not closed'],
    ['<a', 'not closed'],
    ['</a>', 'closes no open element'],
    ['<a></b>', 'closes no open element'],
    ['<a/ >', 'is not a tag'],
    ['< a/>', 'is not a tag'],
    ['<1a/>', 'is not a tag'],
    ['<a b="1"/>', 'attributes'],
    ['<a></a b="1">', 'attributes'],
    ['<a xmlns="urn:x"/>', 'namespaces'],
    ['<x:a/>', 'namespaces'],
    ['<!DOCTYPE a><a/>', 'DOCTYPE'],
    ['<a><!DOCTYPE a></a>', 'DOCTYPE'],
    ['<a><!ENTITY b "c"></a>', 'DOCTYPE'],
    ['<a>x<b/>y</a>', 'mixed'],
    ['<a>&nbsp;</a>', 'five entities'],
    ['<a>&#0;</a>', 'five entities'],
    ['<a>&#xD800;</a>', 'five entities'],
    ['<a>&#x110000;</a>', 'five entities'],
    ['<a>&toString;</a>', 'five entities'],
    ['<a>x & y</a>', '&amp;'],
    ['<a>&amp</a>', '&amp;'],
    ['<a>]]></a>', 'outside CDATA'],
    ['<a><![CDATA[x]]</a>', 'missing'],
    ['<![CDATA[x]]><a/>', 'outside the root'],
    ['<a><!-- x -- y --></a>', 'inside a comment'],
    ['<a>\u0001</a>', 'U+0001'],
    ['<a>\ufffe</a>', 'U+fffe'],
    [' <?xml version="1.0"?><a/>', 'declaration'],
    ['<?xml version="1.1"?><a/>', 'declaration'],
    ['<?xml version="1.0" encoding="GBK"?><a/>', 'GBK'],
    [`${'<a>'.repeat(40)}${'</a>'.repeat(40)}`, 'deeper'],
  ])('refuses %j', (document, reason) => {
    expect(readXml(document).ok).toBe(false);
    expect(textOf(document)).toContain(reason);
  });
});
