// Planted mistakes of the signature: its text, key, algorithm and spelling, by HMAC-SM3 and by SM2 (E-1, E-2, E-3).
import { createHash } from 'node:crypto';
import { signatureText } from '../../../protocol/signature.ts';
import { signSm2Sm3 } from '../../../protocol/sm2.ts';
import { otherSm2Pair, sm2Pair } from './cast.ts';
import { appSecret, encrypt, type Members, type Planted, signStray, sm4Key } from './plant-message.ts';

const pairs = (message: Members): string[] => Object.entries(message).map(([name, value]) => `${name}=${value}`);
const withData = (message: Members, spell: (data: string) => string): string =>
  signatureText({ ...message, data: spell(message['data'] ?? '') });
const sign = (text: string): string => signSm2Sm3(text, sm2Pair.privateKeyPem);

/** r and s as 64 bytes. */
const rawOf = (signature: string): string => {
  const der = Buffer.from(signature, 'base64');
  const rEnd = 4 + (der[3] ?? 0);
  const integers = [der.subarray(4, rEnd), der.subarray(rEnd + 2)];
  return Buffer.concat(integers.map((one) => Buffer.concat([Buffer.alloc(32), one]).subarray(-32))).toString('base64');
};

/** Under the IV that the message has. */
const encryptAnew = (data: string, payload: string): string =>
  encrypt(Buffer.from(payload), { iv: Buffer.from(data, 'base64').subarray(0, 16) }).toString('base64');

const ofText: readonly Planted[] = [
  {
    name: 'wrong-member-order',
    en: 'members joined in the order of the message',
    zh: '按报文中的顺序拼接',
    steps: { text: (message) => pairs(message).join('&') },
  },
  {
    name: 'wrong-member-order',
    en: 'members in descending order',
    zh: '按成员名降序拼接',
    steps: { text: (message) => pairs(message).sort().reverse().join('&') },
  },
  {
    name: 'empty-members-kept',
    en: 'shop= kept in the text',
    zh: '原文保留了 shop=',
    steps: { members: { shop: '' }, text: (message) => pairs(message).sort().join('&') },
  },
  {
    name: 'signed-plaintext',
    en: 'the payload signed in place of the text',
    zh: '直接对业务明文签名',
    steps: { text: (_message, payload) => payload },
  },
  {
    name: 'signed-plaintext',
    en: 'the text with the payload as data',
    zh: '原文中的 data 为明文',
    steps: { text: (message, payload) => signatureText({ ...message, data: payload }) },
  },
  {
    name: 'timestamp-not-signed',
    en: 'the text without timestamp',
    zh: '原文缺少 timestamp',
    steps: { text: (message) => signatureText({ ...message, timestamp: '' }) },
  },
  {
    name: 'member-not-signed',
    en: 'the text without signType',
    zh: '原文缺少 signType',
    steps: { text: (message) => signatureText({ ...message, signType: '' }) },
  },
  {
    name: 'signed-percent-encoded',
    en: 'data percent-encoded in the text',
    zh: '原文中的 data 做了百分号编码',
    steps: { text: (message) => withData(message, encodeURIComponent) },
  },
  {
    name: 'signed-values-only',
    en: 'the values joined without names',
    zh: '只拼接值，不含成员名',
    steps: {
      text: (message) =>
        Object.keys(message)
          .sort()
          .map((name) => message[name])
          .join(''),
    },
  },
  {
    name: 'signed-json',
    en: 'the JSON of the message signed',
    zh: '对报文的 JSON 文本签名',
    steps: { text: (message) => JSON.stringify(message) },
  },
  {
    name: 'reserialised-after-signing',
    en: '"/" signed as "\\/", as some JSON writers escape it',
    zh: '签名时 "/" 写成 "\\/"（某些 JSON 库的转义）',
    steps: { text: (message) => withData(message, (data) => data.replaceAll('/', '\\/')) },
  },
  {
    name: 'reserialised-after-signing',
    en: 'base64 with line breaks signed, without them sent',
    zh: '对带换行的 base64 签名，发送时去掉换行',
    steps: {
      payload: `{"remark":"${'long '.repeat(20)}"}`,
      text: (message) => withData(message, (data) => data.replace(/.{76}/g, '$&\r\n')),
    },
  },
  {
    name: 'reserialised-after-signing',
    en: 'the payload written anew, with blanks, after it was signed',
    zh: '签名后重新序列化业务数据（增加空格）',
    steps: {
      payload: '{"orderNo": "SO-1", "period": "202611"}',
      text: (message) => withData(message, (data) => encryptAnew(data, '{"orderNo":"SO-1","period":"202611"}')),
    },
  },
  {
    name: 'secret-in-signature-text',
    en: '&key= and the secret behind the text',
    zh: '原文末尾拼接 &key= 与密钥',
    steps: { text: (message) => `${signatureText(message)}&key=${appSecret}` },
  },
];

const ofKey: readonly Planted[] = [
  {
    name: 'hmac-sha256-for-hmac-sm3',
    en: 'HMAC-SHA256',
    zh: '使用 HMAC-SHA256',
    steps: { hash: 'sha256' },
  },
  {
    name: 'sm3-without-hmac',
    en: 'SM3 of the text and the secret',
    zh: '对原文与密钥做 SM3',
    steps: { sign: (text) => createHash('sm3').update(`${text}${appSecret}`).digest('hex') },
  },
  {
    name: 'secret-with-newline',
    en: 'the secret with \\n at its end',
    zh: '密钥末尾带 \\n',
    steps: { secret: `${appSecret}\n` },
  },
  {
    name: 'secret-with-blank',
    en: 'the secret with a blank at its end',
    zh: '密钥末尾带空格',
    steps: { secret: `${appSecret} ` },
  },
  {
    name: 'secret-decoded',
    en: 'the secret decoded as base64',
    zh: '把密钥当作 base64 解码',
    steps: { secret: Buffer.from(appSecret, 'base64') },
  },
  {
    name: 'signed-with-sm4-key',
    en: 'HMAC under sm4Key',
    zh: '用 sm4Key 做 HMAC',
    steps: { secret: sm4Key },
  },
  {
    name: 'signature-in-upper-case',
    en: 'upper-case hexadecimal',
    zh: '大写十六进制',
    steps: { spell: (digest) => digest.toString('hex').toUpperCase() },
  },
  {
    name: 'signature-in-base64',
    en: 'the HMAC in base64',
    zh: 'HMAC 用 base64',
    steps: { spell: (digest) => digest.toString('base64') },
  },
  { name: 'signature-mismatch', en: 'no signature', zh: '签名为空', steps: { spell: () => '' } },
  {
    name: 'signature-mismatch',
    en: 'a secret that nobody has',
    zh: '无人使用的密钥',
    steps: { secret: 'a secret that nobody has' },
  },
];

const bySm2: readonly Planted[] = [
  {
    name: 'wrong-member-order',
    en: 'SM2 over members in the order of the message',
    zh: 'SM2 签名，按报文顺序拼接',
    steps: { as: 'sm2', text: (message) => pairs(message).join('&'), sign },
  },
  {
    name: 'sm2-without-z',
    en: 'SM2 without Z',
    zh: 'SM2 签名未计入 Z',
    steps: { as: 'sm2', sign: (text) => signStray({ ...sm2Pair, userId: null }, text) },
  },
  {
    name: 'sm2-other-user-id',
    en: 'the empty user id of OpenSSL',
    zh: 'OpenSSL 默认的空用户标识',
    steps: { as: 'sm2', sign: (text) => signStray({ ...sm2Pair, userId: '' }, text) },
  },
  {
    name: 'sm2-other-user-id',
    en: 'ALICE123@YAHOO.COM, the user id of the standard’s example',
    zh: '标准示例中的用户标识 ALICE123@YAHOO.COM',
    steps: { as: 'sm2', sign: (text) => signStray({ ...sm2Pair, userId: 'ALICE123@YAHOO.COM' }, text) },
  },
  {
    name: 'sm2-signature-not-der',
    en: 'r‖s, 64 bytes, in base64',
    zh: '裸 r‖s（64字节）的 base64',
    steps: { as: 'sm2', sign: (text) => rawOf(sign(text)) },
  },
  {
    name: 'sm2-signature-in-hex',
    en: 'DER in hexadecimal',
    zh: 'DER 的十六进制',
    steps: { as: 'sm2', sign: (text) => Buffer.from(sign(text), 'base64').toString('hex') },
  },
  {
    name: 'sm2-der-broken',
    en: 'DER without its last byte',
    zh: 'DER 缺最后一个字节',
    steps: { as: 'sm2', sign: (text) => Buffer.from(sign(text), 'base64').subarray(0, -1).toString('base64') },
  },
  {
    name: 'hmac-for-sm2',
    en: 'an HMAC from an application with a certificate',
    zh: '证书应用使用了 HMAC',
    steps: { as: 'sm2' },
  },
  {
    name: 'wrong-application-key',
    en: 'SM2 with the private key of another application',
    zh: '用另一应用的私钥做 SM2 签名',
    steps: { as: 'sm2', sign: (text) => signSm2Sm3(text, otherSm2Pair.privateKeyPem) },
  },
];

export const plantedSignatures: readonly Planted[] = [...ofText, ...ofKey, ...bySm2];
