// The form of a scenario file as a JSON Schema; published beside the scenarios for editors.
import { type Static, Type } from 'typebox';
import { variationNames } from '../variation/names.ts';
import { expectSchema, nameOnly } from './expect-schema.ts';
import { faultRuleSchema } from './fault-schema.ts';
import { templateNames } from './templates/order.ts';
import { trafficWords } from './traffic-schema.ts';

const closed = { additionalProperties: false } as const;
const name = (description: string) => Type.String({ pattern: nameOnly, description });
const pointer = '^(/[^/]*)+$';
const decimal = '^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$';
const share = '^[01](\\.[0-9]{1,4})?$';
const text = Type.String({ minLength: 1 });
const bilingual = (description: string) => Type.Object({ en: text, zh: text }, { ...closed, description });

export const conformanceClasses = [
  'core',
  'restart',
  'audit',
  'red',
  'void',
  'callback',
  'sync',
  'xml',
  'sm2',
  'rollout',
] as const;

const bureauSchema = Type.Object(
  {
    issue: Type.Optional(Type.Enum(['synchronous', 'asynchronous'])),
    issueDelayMs: Type.Optional(Type.Integer({ minimum: 0 })),
    deliveryDelayMs: Type.Optional(Type.Integer({ minimum: 0 })),
    redIssue: Type.Optional(Type.Enum(['seller', 'automatic'], { description: 'who issues red after a sheet (B-5)' })),
    ...trafficWords,
    paper: Type.Optional(
      Type.Enum(['85', '86'], { description: 'a roll of blank paper of this type is handed to the seller (B-6)' }),
    ),
    quota: Type.Optional(Type.String({ pattern: decimal, description: 'monthly total of the seller without tax' })),
    limits: Type.Optional(
      Type.Record(Type.String({ pattern: '^8[1256]$' }), Type.String({ pattern: decimal }), {
        description: 'largest amount of one invoice, by invoice type',
      }),
    ),
    types: Type.Optional(Type.Array(Type.Enum(['81', '82', '85', '86']), { description: 'approved invoice types' })),
    state: Type.Optional(Type.Enum(['active', 'suspended'])),
    identityConfirmed: Type.Optional(Type.Boolean()),
    riskBlocked: Type.Optional(Type.Boolean()),
    certified: Type.Optional(Type.Boolean()),
    environment: Type.Optional(
      Type.Enum(['test', 'production'], {
        description: 'where the application is known; elsewhere it meets 2006 (T-2)',
      }),
    ),
    encryptType: Type.Optional(
      Type.Enum(['SM4-CBC', 'SM4-ECB'], { description: 'registered, whatever the session was opened with (1002)' }),
    ),
    interfaces: Type.Optional(Type.Array(text, { description: 'interfaces approved for the application' })),
  },
  { ...closed, description: 'settings of the tenant, its seller and its application' },
);

const sessionSchema = Type.Object(
  {
    format: Type.Optional(Type.Enum(['json', 'xml'])),
    signType: Type.Optional(Type.Enum(['HMAC-SM3', 'SM2-SM3'])),
    encryptType: Type.Optional(Type.Enum(['SM4-CBC', 'SM4-ECB'])),
    clientTls: Type.Optional(
      Type.Boolean({ description: 'registered for mutual TLS; the client is told its pair (T-6)' }),
    ),
  },
  { ...closed, description: 'how the session is opened; JSON, HMAC-SM3, SM4-CBC and no mutual TLS where absent' },
);

const orderSchema = Type.Object(
  {
    template: Type.Optional(
      Type.Enum([...templateNames], { description: 'a complete and lawful payload, varied by the seed' }),
    ),
    copyOf: Type.Optional(name('instead of a template: the payload of an order above, its number included')),
    set: Type.Optional(
      Type.Record(Type.String({ pattern: pointer }), Type.Unknown(), {
        description: 'values put into the payload, by JSON pointer; every leaf is a quoted string',
      }),
    ),
    unset: Type.Optional(Type.Array(Type.String({ pattern: pointer }), { description: 'members taken out' })),
    bucket: Type.Optional(
      Type.Object(
        { salt: text, from: Type.String({ pattern: share }), below: Type.String({ pattern: share }) },
        { ...closed, description: 'its number is drawn until its bucket lies there, at least 0.01 apart (G-2)' },
      ),
    ),
    callback: Type.Optional(
      Type.Boolean({
        const: true,
        description: 'commanded with the callbackUrl that the client gave in `opened`; class callback alone',
      }),
    ),
  },
  closed,
);

const commandSchema = Type.Object(
  {
    order: name('an order of this file'),
    as: Type.Optional(name('the name of the command; the name of the order where absent')),
    wait: Type.Optional(
      Type.Enum(['none', 'rest', 'result'], {
        description:
          'none: go on at once; rest: until the session rests, the clock stands; result (default): to its end',
      }),
    ),
  },
  closed,
);

const waitSchema = commandSchema.properties.wait;
const redSchema = Type.Object(
  {
    original: name('the order whose invoice is reversed'),
    reason: Type.Enum(['01', '02', '03', '04']),
    lines: Type.Optional(
      Type.Array(Type.Record(Type.String(), text), { minItems: 1, description: 'absent: the whole remainder' }),
    ),
  },
  closed,
);
const driftSchema = Type.Object(
  {
    grow: Type.Optional(
      Type.Object(
        { codes: Type.Integer({ minimum: 1, maximum: 1000 }), from: text },
        { ...closed, description: 'first so many codes that nobody sells come to the table: a page holds 500' },
      ),
    ),
    changes: Type.Array(Type.Record(Type.String(), Type.Unknown()), { minItems: 1 }),
  },
  { ...closed, description: 'rows for the control resource tax-codes (B-9)' },
);

const rolloutSchema = Type.Object(
  {
    as: name('the name of the command'),
    share: Type.Optional(text),
    upTo: Type.Optional(name('instead of a share: the smallest one that has this order as a member')),
    short: Type.Optional(name('instead of a share: the largest one that has not')),
    salt: Type.Optional(text),
    kill: Type.Optional(Type.Boolean({ const: true })),
    wait: waitSchema,
  },
  { ...closed, description: 'a share and its salt, or kill: true (D-1, G); class rollout' },
);

const stepSchema = Type.Object(
  {
    beforehand: Type.Optional(Type.Object({ order: name('the kit itself issues this order (V-5)') }, closed)),
    issue: Type.Optional(commandSchema),
    query: Type.Optional(commandSchema),
    red: Type.Optional(
      Type.Object({ red: name('a reversal of this file'), as: Type.Optional(name('')), wait: waitSchema }, closed),
    ),
    confirm: Type.Optional(
      Type.Object(
        {
          red: name('the reversal whose sheet is spoken on'),
          decision: Type.Enum(['Y', 'N', 'C']),
          as: name('the name of the command'),
          wait: waitSchema,
        },
        closed,
      ),
    ),
    void: Type.Optional(
      Type.Object(
        {
          order: name('the order whose invoice is voided'),
          reason: Type.Enum(['1', '2', '3', '4']),
          as: name('the name of the command'),
          wait: waitSchema,
        },
        closed,
      ),
    ),
    sync: Type.Optional(Type.Object({ as: name('the name of the command'), wait: waitSchema }, closed)),
    audit: Type.Optional(
      Type.Object(
        { as: name('the name of the command'), wait: waitSchema },
        { ...closed, description: 'the client shows its audit log (D-7)' },
      ),
    ),
    rollout: Type.Optional(rolloutSchema),
    counterparty: Type.Optional(
      Type.Object(
        {
          order: name('the order whose invoice it is about'),
          act: Type.Enum(['use', 'book', 'apply', 'confirm', 'refuse', 'withdraw']),
          red: Type.Optional(name('for apply: the reversal whose number, reason and lines the sheet has')),
        },
        { ...closed, description: 'what the buyer does (B-5)' },
      ),
    ),
    elsewhere: Type.Optional(
      Type.Object(
        { red: name('a reversal of this file'), act: Type.Enum(['issue', 'apply', 'withdraw']) },
        { ...closed, description: 'what the kit does as the seller itself, at another desk of it (B-10, C-16)' },
      ),
    ),
    voidElsewhere: Type.Optional(
      Type.Object(
        { order: name('an order of this file') },
        { ...closed, description: 'the kit voids its invoice as the seller itself, at another desk of it (B-6, B-10)' },
      ),
    ),
    drift: Type.Optional(driftSchema),
    await: Type.Optional(Type.Array(name('a command'), { minItems: 1 })),
    advance: Type.Optional(
      Type.Object(
        { seconds: Type.Number({ exclusiveMinimum: 0 }) },
        { ...closed, description: 'the clock goes on so far; open commands wake on the way as ever (D-4)' },
      ),
    ),
    kill: Type.Optional(Type.Object({}, { ...closed, description: 'the process of the client, outright (D-6)' })),
    reopen: Type.Optional(Type.Object({}, { ...closed, description: 'start it again, same session, resume (D-6)' })),
    bureau: Type.Optional(bureauSchema),
  },
  { ...closed, minProperties: 1, maxProperties: 1, description: 'one step: exactly one member' },
);

export const scenarioFileSchema = Type.Object(
  {
    title: bilingual('one sentence that says what happens'),
    purpose: bilingual('why it matters, one or two sentences'),
    class: Type.Enum([...conformanceClasses], { description: 'the conformance class (V-1)' }),
    also: Type.Optional(
      Type.Array(Type.Enum([...conformanceClasses]), {
        minItems: 1,
        description: 'further classes the client must claim: otherwise the scenario is not claimed',
      }),
    ),
    clauses: Type.Array(Type.String({ pattern: '^[A-Z]-[0-9]+$' }), { minItems: 1 }),
    startAt: Type.Optional(
      Type.String({ description: 'the tenant clock at the beginning, yyyy-MM-ddTHH:mm:ss.SSS+08:00' }),
    ),
    clock: Type.Optional(
      Type.Enum(['virtual'], {
        description: 'of a certain day, too long, or seen by the client alone: not run on a real clock (D-10)',
      }),
    ),
    session: Type.Optional(sessionSchema),
    bureau: Type.Optional(bureauSchema),
    orders: Type.Record(Type.String({ pattern: nameOnly }), orderSchema, { minProperties: 1 }),
    reds: Type.Optional(Type.Record(Type.String({ pattern: nameOnly }), redSchema)),
    faults: Type.Optional(Type.Array(faultRuleSchema)),
    steps: Type.Array(stepSchema, { minItems: 1 }),
    expect: expectSchema,
    steady: Type.Optional(
      Type.Array(Type.Enum([...variationNames]), {
        minItems: 1,
        description: 'what the seed must not vary here, because the scenario is about it',
      }),
    ),
    checks: Type.Optional(
      Type.Array(text, { description: "the scenario's own checks, which must find something to judge" }),
    ),
    watch: Type.Optional(Type.Array(text, { description: 'further checks, judged where they find something' })),
  },
  { ...closed, $schema: 'http://json-schema.org/draft-07/schema#', title: 'liandiao scenario' },
);

export type ScenarioFile = Static<typeof scenarioFileSchema>;
