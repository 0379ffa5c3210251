// The envelopes of the protocol port for their document, made from the rules by which the bureau reads and writes them (E, E-7).
import { answerRules, type MemberRule, requestRules } from '../../../protocol/envelope-rules.ts';
import type { Schema } from '../route.ts';

const words: Readonly<Record<string, string>> = {
  appId: 'Given at registration (B-8).',
  interface: 'The last path segment, else 1002.',
  timestamp: 'At most 300 s off the bureau’s time, else 2003 (E-5).',
  nonce: 'Fresh for every request, retries included, else 2004 (E-5).',
  encryptType: 'As registered for the application (E-4).',
  signType: 'As registered for the application (E-2, E-3).',
  signature: 'Of all other members (E-1), by E-2 or E-3.',
  requestId: 'Names the exchange to the bureau’s help desk.',
  requestNonce: 'The nonce of the request; a client believes no answer with another one (C-2).',
  returnCode: 'Decides; the HTTP status does not (T-4, R).',
  retryAfter: 'Of 3001, 3003 and 3004: seconds to wait (C-6).',
};

/** `data` is base64 of what SM4 made; no schema can look through that, and `x-decrypted-payload` says what is inside. */
const dataWords =
  'Base64 of the SM4 encryption of the business payload (E-4, E-8). Its decrypted content is described by the extension `x-decrypted-payload`.';

const schemaOf = ({ member, expected, form }: MemberRule): Schema => ({
  type: 'string',
  ...form,
  ...(member === 'data' ? { contentEncoding: 'base64', contentMediaType: 'application/octet-stream' } : {}),
  description: member === 'data' ? dataWords : [words[member], `(${expected})`].filter(Boolean).join(' '),
});

const envelopeOf = (rules: readonly MemberRule[], about: object): Schema => ({
  type: 'object',
  required: rules.filter(({ optional }) => optional === undefined).map(({ member }) => member),
  properties: Object.fromEntries(rules.map((rule) => [rule.member, schemaOf(rule)])),
  ...about,
});

export const RequestEnvelope = envelopeOf(requestRules, {
  additionalProperties: { type: 'string' },
  description: 'Section E. A further member is a string too and is signed like the rest.',
  xml: { name: 'request' },
});
export const AnswerEnvelope = envelopeOf(answerRules, {
  description:
    'E-7. Until the application is known (1002 of the envelope, 2006) `encryptType`, `data`, `signType` and `signature` are empty.',
  xml: { name: 'response' },
});

const named = (envelope: Schema, name: string, data: object): Schema => ({
  allOf: [
    envelope,
    { type: 'object', properties: { interface: { type: 'string', const: name }, data: { type: 'string', ...data } } },
  ],
});

export const requestOf = (name: string, payload: Schema): Schema =>
  named(RequestEnvelope, name, { 'x-decrypted-payload': payload });

/** `payloads` by return code; null where `data` is empty. */
export const answerOf = (name: string, payloads: Readonly<Record<string, Schema | null>>): Schema =>
  named(AnswerEnvelope, name, { 'x-decrypted-payload-by-return-code': payloads });
