// Planted mistakes of `data`: base64, cipher, key, IV, padding, character set, and the payload inside (E-4, T-5).

import { encrypt, type Planted, sm4Key } from './plant-message.ts';
import { inGbk } from './planted-envelopes.ts';

const keyText = Buffer.from(sm4Key);
const usualKey = Buffer.from(sm4Key, 'hex');
const secondIv = Buffer.from('0f1e2d3c4b5a69788796a5b4c3d2e1f0', 'hex');
const encryptAgain = (sealed: Buffer): Buffer => encrypt(sealed, { iv: secondIv });

const inBase64: readonly Planted[] = [
  {
    name: 'plus-became-space',
    en: '"+" read as a blank by a form decoder, after signing',
    zh: '签名后 "+" 被表单解码为空格',
    steps: { spoil: (message) => ({ ...message, data: (message['data'] ?? '').replaceAll('+', ' ') }) },
  },
  {
    name: 'plus-became-space',
    en: '"+" replaced before signing',
    zh: '签名前 "+" 已变成空格',
    steps: { encode: (bytes) => bytes.toString('base64').replaceAll('+', ' ') },
  },
  {
    name: 'base64-line-breaks',
    en: 'MIME line breaks',
    zh: '含 MIME 换行',
    steps: { encode: (bytes) => bytes.toString('base64').replace(/.{40}/g, '$&\r\n') },
  },
  {
    name: 'hex-instead-of-base64',
    en: 'hexadecimal',
    zh: '十六进制',
    steps: { encode: (bytes) => bytes.toString('hex') },
  },
  {
    name: 'base64-of-hex',
    en: 'base64 of the hexadecimal text',
    zh: '十六进制文本的 base64',
    steps: { encode: (bytes) => Buffer.from(bytes.toString('hex')).toString('base64') },
  },
  {
    name: 'base64-twice',
    en: 'base64 of base64',
    zh: 'base64 的 base64',
    steps: { encode: (bytes) => Buffer.from(bytes.toString('base64')).toString('base64') },
  },
  {
    name: 'base64-url-alphabet',
    en: 'the URL-safe alphabet',
    zh: 'URL 安全字符表',
    steps: { encode: (bytes) => bytes.toString('base64url') },
  },
  {
    name: 'base64-without-padding',
    en: 'without "="',
    zh: '缺少 "="',
    steps: { payload: '{"a":"1"}', encode: (bytes) => bytes.toString('base64').replace(/=+$/, '') },
  },
  {
    name: 'percent-encoded',
    en: '%2B for "+"',
    zh: '"+" 写成 %2B',
    steps: { encode: (bytes) => encodeURIComponent(bytes.toString('base64')).replaceAll('%2F', '/') },
  },
  { name: 'not-base64', en: 'empty data', zh: 'data 为空', steps: { encode: () => '' } },
  {
    name: 'not-base64',
    en: 'the payload unencrypted',
    zh: '业务数据未加密',
    steps: { encode: () => '{"orderNo":"SO-1"}' },
  },
];

const sealed: readonly Planted[] = [
  { name: 'ecb-for-cbc', en: 'ECB under SM4-CBC', zh: '声明 SM4-CBC，实际 ECB', steps: { cipher: 'sm4-ecb' } },
  {
    name: 'cbc-for-ecb',
    en: 'CBC under SM4-ECB',
    zh: '声明 SM4-ECB，实际 CBC',
    steps: { as: 'ecb', cipher: 'sm4-cbc' },
  },
  {
    name: 'key-as-ascii',
    en: '16 characters of sm4Key as the key',
    zh: '取 sm4Key 的16个字符作密钥',
    steps: { key: keyText.subarray(0, 16) },
  },
  {
    name: 'first-half-of-key',
    en: '8 bytes of the key, filled up with zeros',
    zh: '只取密钥前8字节，其余补零',
    steps: { key: Buffer.concat([usualKey.subarray(0, 8), Buffer.alloc(8)]) },
  },
  {
    name: 'first-half-of-key',
    en: '8 bytes of the key, twice',
    zh: '密钥前8字节重复两次',
    steps: { key: Buffer.concat([usualKey.subarray(0, 8), usualKey.subarray(0, 8)]) },
  },
  { name: 'zero-padding', en: 'padded with zeros', zh: '零填充', steps: { padding: 'zeros' } },
  {
    name: 'zero-padding',
    en: 'a whole block without padding',
    zh: '恰为整块时未填充',
    steps: { padding: 'zeros', payload: '{"orderNo":"16"}' },
  },
  {
    name: 'iv-not-in-front',
    en: 'an IV of zeros that was not sent',
    zh: 'IV 为全零且未发送',
    steps: { iv: Buffer.alloc(16), ivInFront: false },
  },
  { name: 'iv-missing', en: 'a random IV that was not sent', zh: '随机 IV 未发送', steps: { ivInFront: false } },
  {
    name: 'iv-missing',
    en: 'a single block without IV',
    zh: '只有一个密文块，没有 IV',
    steps: { ivInFront: false, payload: '{}' },
  },
  { name: 'iv-not-random', en: 'an IV of zeros', zh: 'IV 为全零', steps: { iv: Buffer.alloc(16) } },
  { name: 'iv-not-random', en: 'the key as IV', zh: '以密钥作 IV', steps: { iv: usualKey } },
  {
    name: 'iv-reused',
    en: 'the IV of the request before',
    zh: '沿用上一请求的 IV',
    steps: { iv: Buffer.from('00112233445566778899aabbccddeeff', 'hex') },
    earlier: { iv: Buffer.from('00112233445566778899aabbccddeeff', 'hex'), payload: '{}' },
  },
  {
    name: 'encrypted-twice',
    en: 'ciphertext encrypted again',
    zh: '对密文再次加密',
    steps: { again: encryptAgain },
  },
  {
    name: 'encrypted-twice',
    en: 'base64 of the ciphertext encrypted again',
    zh: '对密文的 base64 再次加密',
    steps: { again: (bytes) => encryptAgain(Buffer.from(bytes.toString('base64'))) },
  },
  { name: 'undecryptable', en: 'a key that nobody has', zh: '无人使用的密钥', steps: { key: Buffer.alloc(16, 5) } },
];

const payloads: readonly Planted[] = [
  {
    name: 'gbk-instead-of-utf-8',
    en: 'the payload in GBK',
    zh: '业务数据用 GBK 编码',
    steps: { payload: inGbk('{"remark":"测"}') },
  },
  {
    name: 'payload-not-json',
    en: 'a form as payload',
    zh: '业务数据为表单',
    steps: { payload: 'orderNo=SO-20261123-0001' },
  },
  { name: 'payload-not-json', en: 'an array', zh: '业务数据为数组', steps: { payload: '["SO-20261123-0001"]' } },
  { name: 'payload-not-json', en: 'a member twice', zh: '成员重复', steps: { payload: '{"a":"1","a":"2"}' } },
  {
    name: 'payload-other-format',
    en: 'an XML payload in a JSON envelope',
    zh: 'JSON 报文内是 XML 业务数据',
    steps: { payload: '<payload/>' },
  },
  {
    name: 'payload-byte-order-mark',
    en: 'U+FEFF before the payload',
    zh: '业务数据前有 U+FEFF',
    steps: { payload: '\ufeff{}' },
  },
];

export const plantedData: readonly Planted[] = [...inBase64, ...sealed, ...payloads];
