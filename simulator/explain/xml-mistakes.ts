// Mistakes of XML, in the envelope and in the payload: what T-5 does not allow, by the reason the strict reader gives.
import type { Mistake } from './problem.ts';

const mistake = (name: string, remedy: string, zh: string): Mistake => ({ name, clause: 'T-5', remedy, zh });

const byReason: readonly (readonly [RegExp, Mistake])[] = [
  [
    /^namespaces are not allowed/,
    mistake(
      'xml-namespace',
      'Write plain element names, without prefix and without xmlns; switch namespaces off in your XML library.',
      'XML 使用了命名空间；元素名不得带前缀或 xmlns。',
    ),
  ],
  [
    /^attributes are not allowed/,
    mistake(
      'xml-attribute',
      'Write every member as an element, never as an attribute; type annotations of XML libraries must go.',
      'XML 使用了属性；每个成员都应写成元素。',
    ),
  ],
  [
    /^DOCTYPE/,
    mistake(
      'xml-doctype',
      'Leave DOCTYPE and declarations out; use the five entities alone.',
      'XML 含有 DOCTYPE 或声明；应删除，只可使用五个预定义实体。',
    ),
  ],
  [
    /^the encoding is /,
    mistake('xml-encoding', 'Encode in UTF-8 and declare UTF-8, or nothing.', 'XML 声明了其他编码；只允许 UTF-8。'),
  ],
  [
    /^(?:text and elements are mixed|text in <)/,
    mistake(
      'xml-mixed-content',
      'Put every text into an element of its own.',
      'XML 元素内文本与子元素混排；每段文本应放入自己的元素。',
    ),
  ],
  [
    /is repeated in /,
    mistake(
      'xml-repeated-element',
      'Write each element once; entries of an array go into their array element.',
      'XML 元素重复出现；数组的各项应放入数组元素之内。',
    ),
  ],
  [
    /; its entries are </,
    mistake(
      'xml-array-entry',
      'Name the entries as T-5 does: lines/line, errors/error, codes/entry.',
      'XML 数组各项的元素名错误；应如 lines/line、codes/entry。',
    ),
  ],
  [
    /^the root is </,
    mistake(
      'xml-payload-root',
      'Write the business payload as one <payload> element; an empty one is <payload/>.',
      '业务数据的根元素错误；应为 <payload>。',
    ),
  ],
  [
    /^<[^>]*>$/,
    mistake(
      'xml-wrong-root',
      'Write <request> around a request and <response> around an answer.',
      '报文的根元素错误；请求应为 <request>，应答应为 <response>。',
    ),
  ],
];

/** The mistake behind the reason of a refusal; null when it has no name of its own. */
export const xmlMistakeOf = (reason: string): Mistake | null =>
  byReason.find(([form]) => form.test(reason))?.[1] ?? null;

export const xmlMistakes: readonly Mistake[] = byReason.map(([, each]) => each);
