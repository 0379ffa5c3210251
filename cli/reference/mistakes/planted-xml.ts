// Planted mistakes of XML, in the envelope and in the payload (T-5).
import type { Planted } from './plant-message.ts';

export const plantedXml: readonly Planted[] = [
  {
    name: 'xml-namespace',
    en: 'xmlns on the root',
    zh: '根元素带 xmlns',
    steps: { format: 'xml', body: (text) => text.replace('<request>', '<request xmlns="urn:a">') },
  },
  {
    name: 'xml-namespace',
    en: 'xmlns on the payload',
    zh: 'payload 元素带 xmlns',
    steps: { format: 'xml', payload: '<payload xmlns="urn:a"/>' },
  },
  {
    name: 'xml-attribute',
    en: 'type="string" on a member',
    zh: '成员元素带 type="string"',
    steps: { format: 'xml', body: (text) => text.replace('<version>', '<version type="string">') },
  },
  {
    name: 'xml-doctype',
    en: 'DOCTYPE before the root',
    zh: '根元素前有 DOCTYPE',
    steps: { format: 'xml', body: (text) => text.replace('<request>', '<!DOCTYPE request><request>') },
  },
  {
    name: 'xml-encoding',
    en: 'encoding="GB18030" in the declaration',
    zh: '声明 encoding="GB18030"',
    steps: { format: 'xml', body: (text) => text.replace('UTF-8', 'GB18030') },
  },
  {
    name: 'xml-mixed-content',
    en: 'text between the elements',
    zh: '元素之间有文本',
    steps: { format: 'xml', body: (text) => text.replace('<version>', 'text<version>') },
  },
  {
    name: 'xml-wrong-root',
    en: '<message> around the request',
    zh: '根元素写成 <message>',
    steps: { format: 'xml', body: (text) => text.replaceAll('request>', 'message>') },
  },
  {
    name: 'xml-payload-root',
    en: '<request> around the payload',
    zh: '业务数据的根元素写成 <request>',
    steps: { format: 'xml', payload: '<request><orderNo>SO-1</orderNo></request>' },
  },
  {
    name: 'xml-repeated-element',
    en: 'two <line> without <lines> around them',
    zh: '两个 <line> 未放入 <lines>',
    steps: { format: 'xml', payload: '<payload><line/><line/></payload>' },
  },
  {
    name: 'xml-array-entry',
    en: '<item> within <lines>',
    zh: '<lines> 内写成 <item>',
    steps: { format: 'xml', payload: '<payload><lines><item/></lines></payload>' },
  },
  {
    name: 'payload-not-xml',
    en: 'text in place of <payload>',
    zh: '业务数据是文本而非 <payload>',
    steps: { format: 'xml', payload: 'SO-20261123-0001' },
  },
  {
    name: 'payload-other-format',
    en: 'a JSON payload in an XML envelope',
    zh: 'XML 报文内是 JSON 业务数据',
    steps: { format: 'xml', payload: '{}' },
  },
];
