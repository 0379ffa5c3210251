// Chapter `faults`: the ordered rules by which a tenant's bureau misbehaves, and the form of every effect.
import type { TSchema } from 'typebox';
import { InvoiceStatus } from '../../../protocol/operations/invoice-issue.ts';
import { Type } from '../../../protocol/schema.ts';
import { falseCertificates } from '../../doors/disguise.ts';
import { callbackWords, longestLateMs } from '../../faults/callback.ts';
import { longestDelayMs } from '../../faults/delay-distribution.ts';
import { mostDribble } from '../../faults/dribble.ts';
import { longestRetryAfterSeconds } from '../../faults/return-code.ts';
import { mostRules } from '../../faults/rule.ts';
import { strict, words } from '../../register/schema-parts.ts';
import { count, instant, text } from '../forms.ts';
import { answerJson, type Chapter } from '../route.ts';

const delayMs = Type.Integer({ minimum: 1, maximum: longestDelayMs });
const yes = Type.Literal(true);
const only = (word: string, schema: TSchema, companions: Record<string, TSchema> = {}) =>
  Type.Object({ [word]: schema, ...companions }, { ...strict, title: word });
const share = Type.Number({ minimum: 0, maximum: 1 });

const Delay = Type.Union([
  delayMs,
  Type.Object({ uniform: Type.Array(delayMs, { minItems: 2, maxItems: 2 }) }, strict),
  Type.Object(
    { lognormal: Type.Object({ medianMs: delayMs, sigma: Type.Number({ exclusiveMinimum: 0, maximum: 5 }) }, strict) },
    strict,
  ),
  Type.Object({ percentiles: Type.Record(text, delayMs) }, strict),
]);

/** By the words of `faults/effect-kinds.ts`. */
export const effectForms: Readonly<Record<string, TSchema>> = {
  returnCode: only('returnCode', Type.String({ pattern: '^[0-9]{4}$' }), {
    retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: longestRetryAfterSeconds })),
    returnMessage: Type.Optional(text),
  }),
  httpStatus: only('httpStatus', Type.Integer({ minimum: 400, maximum: 599 })),
  delayMs: only('delayMs', Delay),
  hold: only('hold', yes),
  reset: only('reset', words(['before-answer', 'mid-answer'])),
  emptyReply: only('emptyReply', yes),
  truncatedBody: only('truncatedBody', yes),
  malformedChunk: only('malformedChunk', yes),
  garbage: only('garbage', yes),
  dribble: only(
    'dribble',
    Type.Object(
      {
        pieces: Type.Integer({ minimum: 1, maximum: mostDribble.pieces }),
        everyMs: Type.Integer({ minimum: 1, maximum: mostDribble.everyMs }),
      },
      strict,
    ),
  ),
  badSignature: only('badSignature', yes),
  unsigned: only('unsigned', yes),
  wrongNonce: only('wrongNonce', yes),
  asynchronous: only('asynchronous', yes),
  wrongKey: only('wrongKey', yes),
  staleAnswer: only('staleAnswer', yes),
  alteredCode: only('alteredCode', Type.String({ pattern: '^[0-9]{4}$' })),
  strayRefusal: only('strayRefusal', Type.String({ pattern: '^(1002|2006)$' })),
  notFoundYet: only('notFoundYet', yes),
  quotaExhausted: only('quotaExhausted', yes),
  tellStatus: only('tellStatus', InvoiceStatus),
  listenerClosed: only('listenerClosed', yes),
  falseCertificate: only('falseCertificate', words(falseCertificates)),
  callback: only('callback', words(callbackWords), {
    lateMs: Type.Optional(Type.Integer({ minimum: 1, maximum: longestLateMs })),
  }),
};

const Match = Type.Object(
  {
    interface: Type.Optional(text),
    orderNo: Type.Optional(Type.String({ description: 'A glob: `*`, `?`, `[ab]`, `{a,b}`.' })),
    appId: Type.Optional(text),
  },
  strict,
);
const When = Type.Object(
  {
    nth: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1 })),
    succeedFirst: Type.Optional(count),
    times: Type.Optional(Type.Integer({ minimum: 1 })),
    probability: Type.Optional(Type.Union([share, Type.Object({ from: share, to: share }, strict)])),
    ttlSeconds: Type.Optional(Type.Integer({ minimum: 1 })),
    window: Type.Optional(Type.Object({ from: Type.Optional(instant), to: Type.Optional(instant) }, strict)),
  },
  strict,
);
const FaultEffect = Type.Union(Object.values(effectForms));
const phase = words(['before', 'after-commit']);
const id = Type.String({ minLength: 1, maxLength: 100 });

const FaultRule = Type.Object(
  {
    id,
    match: Type.Optional(Match),
    when: Type.Optional(When),
    phase: Type.Optional(phase),
    effect: FaultEffect,
    hits: Type.Optional(Type.Integer({ description: 'Of an answer that is sent back; ignored.' })),
  },
  strict,
);
const FaultInForce = Type.Object({
  ...{ id, match: Match, when: When, phase, effect: FaultEffect },
  hits: Type.Integer({ minimum: 0, description: 'How often it really acted.' }),
});
const FaultRules = Type.Array(FaultRule, { maxItems: mostRules });
export const inForce = Type.Array(FaultInForce);

export const faultSchemas = { FaultEffect, FaultInForce, FaultRule };

export const faultChapter: Chapter = {
  tag: 'faults',
  en: 'Ordered rules of misbehaviour; the first that matches and whose time has come acts',
  zh: '有序的故障规则，首条匹配且到时者生效',
  routes: {
    'GET /tenants/{id}/faults': {
      ...{ id: 'listFaults', en: 'List the rules in force', zh: '列出生效的规则' },
      answers: { 200: answerJson('In their order, with how often each acted.', inForce) },
    },
    'PUT /tenants/{id}/faults': {
      ...{ id: 'replaceFaults', en: 'Replace all rules', zh: '替换全部规则' },
      body: FaultRules,
      answers: { 200: answerJson('The rules in force.', inForce) },
    },
    'PATCH /tenants/{id}/faults': {
      ...{ id: 'addFaults', en: 'Add rules behind those in force', zh: '追加规则' },
      body: FaultRules,
      answers: { 200: answerJson('The rules in force.', inForce) },
    },
    'DELETE /tenants/{id}/faults': {
      ...{ id: 'clearFaults', en: 'Clear all rules', zh: '清除全部规则' },
      answers: { 204: { description: 'There are none any more.' } },
    },
  },
};
