// Planted mistakes of the envelope, the application and the types (T-2, T-3, E).
import { writeMessage } from '../../../protocol/envelope.ts';
import { cast } from './cast.ts';
import { appSecret, type Planted, sm4Key } from './plant-message.ts';

/** "测" in GBK, which is no UTF-8. */
export const inGbk = (text: string): Buffer =>
  Buffer.concat([...text].map((letter) => (letter === '测' ? Buffer.of(0xb2, 0xe2) : Buffer.from(letter))));

const answer = {
  requestId: 'R1',
  requestNonce: 'd85c524e440066559a6656c90bd5482a',
  interface: 'quota.query',
  timestamp: '20261123140000',
  returnCode: '0000',
  returnMessage: '成功',
  encryptType: '',
  data: '',
  signType: '',
  signature: '',
};

export const plantedEnvelopes: readonly Planted[] = [
  {
    name: 'no-envelope',
    en: 'another JSON object in place of the message',
    zh: '报文位置是另一个 JSON 对象',
    steps: { body: () => '{"requests":[]}' },
  },
  { name: 'missing-member', en: 'no nonce', zh: '缺少 nonce', steps: { without: 'nonce' } },
  { name: 'missing-member', en: 'no timestamp', zh: '缺少 timestamp', steps: { without: 'timestamp' } },
  { name: 'missing-member', en: 'no data', zh: '缺少 data', steps: { without: 'data' } },
  {
    name: 'repeated-member',
    en: 'version twice',
    zh: 'version 出现两次',
    steps: { body: (text) => text.replace(/\}$/, ',"version":"1.0"}') },
  },
  {
    name: 'not-a-string',
    en: 'a further member that is a number',
    zh: '附加成员为数字',
    steps: { body: (text) => text.replace(/\}$/, ',"count":1}') },
  },
  {
    name: 'unknown-type',
    en: 'encryptType SM4/CBC/PKCS7Padding',
    zh: 'encryptType 写成 SM4/CBC/PKCS7Padding',
    steps: { members: { encryptType: 'SM4/CBC/PKCS7Padding' } },
  },
  { name: 'unknown-type', en: 'signType hmac', zh: 'signType 写成 hmac', steps: { members: { signType: 'hmac' } } },
  {
    name: 'nonce-form',
    en: 'a UUID with hyphens as nonce',
    zh: 'nonce 为带连字符的 UUID',
    steps: { members: { nonce: 'd85c524e-4400-6655-9a66-56c90bd5482a' } },
  },
  { name: 'wrong-version', en: 'version v1', zh: 'version 写成 v1', steps: { members: { version: 'v1' } } },
  {
    name: 'byte-order-mark',
    en: 'U+FEFF before the message',
    zh: '报文前有 U+FEFF',
    steps: { body: (text) => `\ufeff${text}` },
  },
  {
    name: 'gbk-instead-of-utf-8',
    en: 'the message in GBK',
    zh: '整个报文用 GBK 编码',
    steps: { body: (text) => inGbk(text.replace(/\}$/, ',"shop":"测"}')) },
  },
  {
    name: 'not-well-formed',
    en: 'a comma before the last brace',
    zh: '右花括号前多一个逗号',
    steps: { body: (text) => text.replace(/\}$/, ',}') },
  },
  {
    name: 'not-well-formed',
    en: 'a form instead of JSON',
    zh: '用表单代替 JSON',
    steps: { body: () => 'appId=LD0000000042&nonce=1' },
  },
  {
    name: 'other-interface',
    en: 'interface invoice.query at …/quota.query',
    zh: 'interface 为 invoice.query，地址为 …/quota.query',
    steps: { members: { interface: 'invoice.query' } },
  },
  {
    name: 'other-environment',
    en: 'test credentials at …/production/v1',
    zh: '测试凭证调用 …/production/v1',
    steps: {},
    environment: 'production',
  },
  {
    name: 'unknown-application',
    en: 'appId in lower case',
    zh: 'appId 写成小写',
    steps: { members: { appId: 'ld0000000042' } },
  },
  {
    name: 'wrong-application-key',
    en: 'HMAC under the appSecret of another application',
    zh: '用另一应用的 appSecret 做 HMAC',
    steps: { secret: cast.other.appSecret },
  },
  {
    name: 'wrong-application-key',
    en: 'data under the sm4Key of another application',
    zh: '用另一应用的 sm4Key 加密',
    steps: { key: Buffer.from(cast.other.sm4Key, 'hex') },
  },
  {
    name: 'unregistered-type',
    en: 'SM4-ECB from an application registered for SM4-CBC',
    zh: '登记为 SM4-CBC 的应用使用 SM4-ECB',
    steps: { cipher: 'sm4-ecb', members: { encryptType: 'SM4-ECB' } },
  },
  {
    name: 'nonce-reused',
    en: 'the nonce of the request before',
    zh: '沿用上一请求的 nonce',
    steps: { members: { nonce: 'd85c524e440066559a6656c90bd5482a' } },
    earlier: { members: { nonce: 'd85c524e440066559a6656c90bd5482a' } },
  },
  {
    name: 'secret-in-message',
    en: 'appSecret as a further member',
    zh: '把 appSecret 作为成员发送',
    steps: { members: { appSecret } },
  },
  {
    name: 'secret-in-message',
    en: 'sm4Key as a further member',
    zh: '把 sm4Key 作为成员发送',
    steps: { members: { key: sm4Key } },
  },
  {
    name: 'unsigned-answer',
    en: 'an answer with 0000 and no signature',
    zh: '返回码 0000 的应答没有签名',
    steps: { body: () => writeMessage(answer, 'response', 'json') },
    kind: 'answer',
  },
  {
    name: 'member-form',
    en: 'an answer with retryAfter 10s',
    zh: '应答的 retryAfter 写成 10s',
    steps: { body: () => writeMessage({ ...answer, returnCode: '1002', retryAfter: '10s' }, 'response', 'json') },
    kind: 'answer',
  },
];
