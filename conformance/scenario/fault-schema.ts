// The form of a fault rule as the bureau's control port takes it, checked in files before any bureau runs.
import { type Static, Type } from 'typebox';

const closed = { additionalProperties: false } as const;
const instant = Type.String({ description: 'yyyy-MM-ddTHH:mm:ss.SSS+08:00' });

/** The words of which an effect holds exactly one; `retryAfterSeconds` and `returnMessage` go with `returnCode`, `lateMs` with `callback`. */
export const effectWords = [
  'returnCode',
  'httpStatus',
  'delayMs',
  'hold',
  'reset',
  'badSignature',
  'unsigned',
  'wrongNonce',
  'asynchronous',
  'wrongKey',
  'staleAnswer',
  'alteredCode',
  'strayRefusal',
  'emptyReply',
  'truncatedBody',
  'malformedChunk',
  'garbage',
  'dribble',
  'notFoundYet',
  'quotaExhausted',
  'tellStatus',
  'listenerClosed',
  'falseCertificate',
  'callback',
] as const;

const yes = (description: string) => Type.Optional(Type.Boolean({ const: true, description }));

/** Exactly one of them; how each is drawn stands in the README. */
const distribution = Type.Object(
  {
    uniform: Type.Optional(Type.Array(Type.Integer({ minimum: 1 }), { minItems: 2, maxItems: 2 })),
    lognormal: Type.Optional(
      Type.Object({ medianMs: Type.Integer({ minimum: 1 }), sigma: Type.Number({ exclusiveMinimum: 0 }) }, closed),
    ),
    percentiles: Type.Optional(Type.Record(Type.String({ pattern: '^[0-9.]+$' }), Type.Integer({ minimum: 1 }))),
  },
  { ...closed, minProperties: 1, maxProperties: 1 },
);

const effectSchema = Type.Object(
  {
    returnCode: Type.Optional(Type.String({ pattern: '^[0-9]{4}$', description: 'answers with this code' })),
    retryAfterSeconds: Type.Optional(Type.Integer({ minimum: 0, maximum: 999999 })),
    returnMessage: Type.Optional(Type.String({ minLength: 1 })),
    httpStatus: Type.Optional(Type.Integer({ minimum: 400, maximum: 599, description: "a gateway's HTML page" })),
    delayMs: Type.Optional(
      Type.Union([Type.Integer({ minimum: 1 }), distribution], {
        description: 'the answer comes after that much tenant time, fixed or drawn from the seed',
      }),
    ),
    hold: yes('never answers'),
    reset: Type.Optional(Type.Enum(['before-answer', 'mid-answer'])),
    badSignature: yes('the signature does not verify'),
    unsigned: yes('the signature is empty'),
    wrongNonce: yes("properly signed with another request's nonce"),
    asynchronous: yes('the order is accepted (0001) and issued later'),
    wrongKey: yes('well signed, encrypted with a key that is not the application’s'),
    staleAnswer: yes('the answer of the request before, once more'),
    alteredCode: Type.Optional(
      Type.String({ pattern: '^[0-9]{4}$', description: 'this code in the place of the one that was signed' }),
    ),
    strayRefusal: Type.Optional(
      Type.String({ pattern: '^(1002|2006)$', description: "this code unsigned, with another request's nonce" }),
    ),
    emptyReply: yes('the connection ends in order, nothing is said'),
    truncatedBody: yes('half of the promised body, then an orderly end'),
    malformedChunk: yes('a chunk whose length cannot be read'),
    garbage: yes('status 200 and bytes that are no message'),
    dribble: Type.Optional(
      Type.Object(
        { pieces: Type.Integer({ minimum: 1 }), everyMs: Type.Integer({ minimum: 1 }) },
        { ...closed, description: 'the answer in pieces, by the tenant clock' },
      ),
    ),
    notFoundYet: yes('invoice.query is answered 4004 though the invoice exists'),
    tellStatus: Type.Optional(
      Type.Enum(['processing', 'issued', 'delivered', 'failed', 'void', 'red-partial', 'red-full'], {
        description: 'invoice.query names this status instead of the true one',
      }),
    ),
    quotaExhausted: yes('invoice.issue is answered 4101'),
    listenerClosed: yes('connections are refused while the window holds'),
    falseCertificate: Type.Optional(
      Type.Enum(['foreign-root', 'foreign-host'], {
        description: 'what new connections are shown: another root, or another host under the right one',
      }),
    ),
    callback: Type.Optional(
      Type.Enum(['lost', 'duplicate', 'late', 'reordered', 'forged'], {
        description: 'acts on pushes, and on nothing else; reordered: leaves right after the next news of its order',
      }),
    ),
    lateMs: Type.Optional(Type.Integer({ minimum: 1, description: 'goes with callback: late; tenant time' })),
  },
  { ...closed, minProperties: 1, description: 'one effect' },
);

export const faultRuleSchema = Type.Object(
  {
    id: Type.String({ minLength: 1, maxLength: 100, description: 'names the rule in reports' }),
    match: Type.Optional(
      Type.Object(
        {
          interface: Type.Optional(Type.String({ minLength: 1 })),
          orderNo: Type.Optional(
            // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder is meant literally
            Type.String({ minLength: 1, description: 'a glob, or ${order} of the scenario' }),
          ),
        },
        closed,
      ),
    ),
    when: Type.Optional(
      Type.Object(
        {
          nth: Type.Optional(
            Type.Array(Type.Integer({ minimum: 1 }), { minItems: 1, description: 'counted over what matches, from 1' }),
          ),
          succeedFirst: Type.Optional(Type.Integer({ minimum: 1 })),
          times: Type.Optional(Type.Integer({ minimum: 1 })),
          probability: Type.Optional(
            Type.Union([
              Type.Number({ exclusiveMinimum: 0, maximum: 1 }),
              Type.Object(
                { from: Type.Number({ minimum: 0, maximum: 1 }), to: Type.Number({ minimum: 0, maximum: 1 }) },
                { ...closed, description: 'a ramp over the window, whose both ends must be given' },
              ),
            ]),
          ),
          ttlSeconds: Type.Optional(
            Type.Integer({ minimum: 1, description: 'the rule lapses so long after it was set' }),
          ),
          window: Type.Optional(Type.Object({ from: Type.Optional(instant), to: Type.Optional(instant) }, closed)),
        },
        closed,
      ),
    ),
    phase: Type.Optional(
      Type.Enum(['before', 'after-commit'], {
        description: 'before it is done, or done and the answer is lost or spoiled',
      }),
    ),
    effect: effectSchema,
    required: Type.Optional(Type.Boolean({ description: 'never fired makes the scenario void; default true' })),
  },
  closed,
);

export const faultFileSchema = Type.Array(faultRuleSchema, { minItems: 1 });

export type FaultFileRule = Static<typeof faultRuleSchema>;
