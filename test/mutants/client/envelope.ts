// Broken in the form of a request: each breaks one rule of the envelope and no other (T-2, T-3, T-5, E, E-4).
import type { BrokenClient, Change } from '../mutant.ts';

const seal = 'client/seal-request.ts';
const attempt = 'client/attempt.ts';

/** The whole text, after it was signed; `text` and `format` stand for it and the format. */
const written = (to: string): Change => ({
  file: seal,
  from: "return { nonce, body: writeMessage({ ...message, signature }, 'request', request.format) };",
  to: `const { format } = request;
  const text = writeMessage({ ...message, signature }, 'request', format);
  return { nonce, body: ${to} };`,
});

/** What follows from a request that the bureau cannot take, whatever is wrong with it. */
const nothingIsIssued = ['ledger.expected', 'outcome.expected', 'reversals.expected'];

export const envelopes: readonly BrokenClient[] = [
  {
    name: 'puts-instead-of-posting',
    does: { en: 'Voids by PUT (T-2).', zh: '用 PUT 发送作废请求（T-2）。' },
    changes: [{ file: attempt, from: "method: 'POST'", to: "method: path === 'invoice.void' ? 'PUT' : 'POST'" }],
    convictedBy: ['envelope.path', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'writes-loose-json',
    does: {
      en: 'Leaves a comma behind the last member of its JSON (T-3).',
      zh: 'JSON 最后一个成员后多写逗号（T-3）。',
    },
    changes: [written("format === 'json' ? text.replace(/}$/, ',}') : text")],
    convictedBy: ['envelope.json-form', ...nothingIsIssued],
  },
  {
    name: 'writes-attributes',
    does: { en: 'Puts an attribute to the root of its XML (T-5).', zh: 'XML 根元素带属性（T-5）。' },
    changes: [written("text.replace('<request>', '<request version=\"1.0\">')")],
    convictedBy: ['envelope.xml-form', ...nothingIsIssued],
  },
  {
    name: 'repeats-a-member',
    does: { en: 'Writes the version twice (E).', zh: '版本写两遍（E）。' },
    changes: [written('text.replace(\'{\', \'{"version":"1.0",\')')],
    convictedBy: ['envelope.members-once', ...nothingIsIssued],
  },
  {
    name: 'leaves-a-member-out',
    does: { en: 'Leaves the version out, as if it were optional (E).', zh: '把版本当作可选项而省略（E）。' },
    changes: [{ file: seal, from: "    version: '1.0',\n", to: '' }],
    convictedBy: ['envelope.members-present', ...nothingIsIssued],
  },
  {
    name: 'writes-numbers',
    does: { en: 'Writes the timestamp as a number (E).', zh: '时间戳写成数字（E）。' },
    changes: [written('text.replace(/"timestamp":"([0-9]+)"/, \'"timestamp":$1\')')],
    convictedBy: ['envelope.members-strings', ...nothingIsIssued],
  },
  {
    name: 'misspells-its-app-id',
    does: { en: 'Writes its appId in lower case (E).', zh: '把 appId 写成小写（E）。' },
    changes: [{ file: seal, from: 'appId: credentials.appId,', to: 'appId: credentials.appId.toLowerCase(),' }],
    convictedBy: ['envelope.app-id', ...nothingIsIssued],
  },
  {
    name: 'names-another-interface',
    does: {
      en: 'Names one interface in every envelope, whatever the path (E).',
      zh: '不论路径，信封中总写同一接口名（E）。',
    },
    changes: [{ file: seal, from: 'interface: request.interface,', to: "interface: 'invoice.list'," }],
    convictedBy: ['envelope.interface', ...nothingIsIssued],
  },
  {
    name: 'writes-timestamps-with-dashes',
    does: { en: 'Writes the timestamp as people read it (E).', zh: '按人读的样式书写时间戳（E）。' },
    changes: [
      {
        file: seal,
        from: 'writeTimestamp(request.nowMs)',
        to: "writeTimestamp(request.nowMs).replace(/(....)(..)(..)(..)(..)(..)/, '$1-$2-$3 $4:$5:$6')",
      },
    ],
    convictedBy: ['envelope.timestamp-form', ...nothingIsIssued],
  },
  {
    name: 'writes-nonces-with-dashes',
    does: { en: 'Takes a UUID with its dashes for a nonce (E).', zh: '把带连字符的 UUID 当作随机数（E）。' },
    changes: [
      {
        file: seal,
        from: 'const nonce = createNonce(randomBytes);',
        to: "const nonce = createNonce(randomBytes).replace(/^.{8}/, '$&-');",
      },
    ],
    convictedBy: ['envelope.nonce-form', ...nothingIsIssued],
  },
  {
    name: 'misnames-its-cipher',
    does: { en: 'Encrypts as registered and names the other mode (E).', zh: '按登记加密，却写另一种模式（E）。' },
    changes: [
      {
        file: seal,
        from: '    encryptType,\n    data:',
        to: "    encryptType: encryptType === 'SM4-CBC' ? 'SM4-ECB' : 'SM4-CBC',\n    data:",
      },
    ],
    convictedBy: ['envelope.encrypt-type', ...nothingIsIssued],
  },
  {
    name: 'misnames-its-signature',
    does: { en: 'Signs as registered and names the other way (E).', zh: '按登记签名，却写另一种方式（E）。' },
    changes: [
      {
        file: seal,
        from: 'signType: credentials.signType,',
        to: "signType: credentials.signType === 'HMAC-SM3' ? 'SM2-SM3' : 'HMAC-SM3',",
      },
    ],
    convictedBy: ['envelope.sign-type', ...nothingIsIssued],
  },
  {
    name: 'breaks-its-base64',
    does: { en: 'Breaks the base64 of its data into lines (E-4).', zh: 'data 的 base64 分行书写（E-4）。' },
    changes: [
      {
        file: seal,
        from: 'iv: randomBytes(ivBytes) })',
        to: "iv: randomBytes(ivBytes) }).replace(/.{40}/g, '$&\\n')",
      },
    ],
    convictedBy: ['envelope.data-base64', ...nothingIsIssued],
  },
  {
    name: 'encrypts-with-a-foreign-key',
    does: { en: 'Encrypts with a key that is not the application’s (E-4).', zh: '用并非本应用的密钥加密（E-4）。' },
    changes: [
      {
        file: seal,
        from: '{ encryptType, sm4Key, iv:',
        to: "{ encryptType, sm4Key: [...sm4Key].reverse().join(''), iv:",
      },
    ],
    convictedBy: ['envelope.data-cipher', ...nothingIsIssued],
  },
  {
    name: 'writes-payloads-in-the-other-format',
    does: {
      en: 'Writes the payload in JSON where the envelope is XML, and the other way round (T-5).',
      zh: '信封为 XML 而业务报文写 JSON，反之亦然（T-5）。',
    },
    changes: [
      {
        file: attempt,
        from: 'writePayload(asked.payload, wire.format)',
        to: "writePayload(asked.payload, wire.format === 'json' ? 'xml' : 'json')",
      },
    ],
    convictedBy: ['envelope.payload-form', ...nothingIsIssued],
  },
];
