// Fabricated evidence for tests of the judge: a client's session told step by step, written with the judge's own wire.
import type { DialogueEvent, Evidence, GivenCommand, LedgerInvoice, WireExchange } from '../../conformance/evidence.ts';
import { type Scenario, usualSession } from '../../conformance/scenario/scenario.ts';
import { signHmacSm3 } from '../../conformance/wire/hmac-sm3.ts';
import { readInstant, writeInstant, writeTimestamp } from '../../conformance/wire/instant.ts';
import { signatureText } from '../../conformance/wire/signature-text.ts';
import { encryptData } from '../../conformance/wire/sm4.ts';
import { writeRequest } from '../../conformance/wire/write-request.ts';

export const startAt = '2026-11-23T10:00:00.000+08:00';
export const invoiceNo = '26112000000000000001';

export const credentials: Evidence['credentials'] = {
  appId: 'LD0000000042',
  appSecret: 'story-secret-of-an-application',
  sm4Key: '9f1c2b7a5e3d40418c6a0b9d8e7f6152',
  encryptType: 'SM4-CBC',
  signType: 'HMAC-SM3',
};

export const sale = {
  orderNo: 'SO-1',
  invoiceType: '82',
  clerk: '王五',
  seller: { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' },
  buyer: { kind: 'enterprise', name: '甲乙有限公司', taxNo: '91350100M000100Y43' },
  lines: [{ name: '软件维护服务', taxCode: '3040201030000000000', amount: '100.00', rate: '0.06', tax: '6.00' }],
  amount: '100.00',
  tax: '6.00',
  total: '106.00',
};
export const invoice = { orderNo: 'SO-1', invoiceNo, status: 'issued', amount: '100.00', tax: '6.00', total: '106.00' };

type Payload = Readonly<Record<string, unknown>>;

export type Answer = {
  readonly code: string;
  readonly data?: Payload;
  readonly retryAfter?: string;
  readonly signed?: 'well' | 'badly' | 'not';
  /** The code that stands there instead of the one that was signed. */
  readonly alteredTo?: string;
  /** By a key that is not the session's. */
  readonly encrypted?: 'otherwise';
  readonly nonce?: string;
  readonly interface?: string;
  readonly requestId?: string;
};

/** A push of the bureau, or of a stranger. */
export type Pushed = Partial<Evidence['pushes'][number]> & {
  readonly news: Payload;
  readonly signed?: Answer['signed'];
};

export type Try = {
  readonly interface?: 'invoice.issue' | 'invoice.query' | 'invoice.red' | 'invoice.void' | 'red.query' | 'red.confirm';
  readonly payload?: Payload;
  readonly command?: string;
  readonly nonce?: string;
  readonly ivByte?: number;
  /** POST, `/test/v1/{interface}` and `application/json` where absent. */
  readonly method?: string;
  readonly path?: string;
  readonly contentType?: string;
  /** Milliseconds the timestamp is off. */
  readonly stampOffMs?: number;
  /** Changes the body's text after it was signed. */
  readonly tamper?: (body: string) => string;
  /** What comes back; a status means a gateway's page, a page another text under status 200. */
  readonly answer?: Answer | { readonly status: number } | { readonly page: string };
  /** Instead of an answer: held until the timeout, or reset. */
  readonly lost?: 'held' | 'reset';
  readonly tookMs?: number;
  readonly timeoutMs?: number;
  /** Leaves the exchange open: nothing is said or heard any more. */
  readonly left?: 'open';
  readonly fault?: WireExchange['fault'];
  readonly gates?: WireExchange['gates'];
  readonly decided?: WireExchange['decided'];
};

const writeAnswer = (answer: Answer, nonce: string, at: number): string => {
  const iv = new Uint8Array(16).fill(7);
  const sm4Key = answer.encrypted === 'otherwise' ? '0'.repeat(32) : credentials.sm4Key;
  const message: Record<string, string> = {
    requestId: answer.requestId ?? 'R1',
    requestNonce: answer.nonce ?? nonce,
    interface: answer.interface ?? 'invoice.issue',
    timestamp: writeTimestamp(at),
    returnCode: answer.code,
    returnMessage: '应答',
    encryptType: credentials.encryptType,
    data: answer.data ? encryptData(JSON.stringify(answer.data), { ...credentials, sm4Key, iv }) : '',
    signType: 'HMAC-SM3',
    ...(answer.retryAfter === undefined ? {} : { retryAfter: answer.retryAfter }),
  };
  const signature = signHmacSm3(signatureText(message), credentials.appSecret);
  const spoiled = { well: signature, badly: signature.replace(/^./, signature.startsWith('0') ? '1' : '0'), not: '' };
  const returnCode = answer.alteredTo ?? answer.code;
  return JSON.stringify({ ...message, returnCode, signature: spoiled[answer.signed ?? 'well'] });
};

/** Where nothing else is said, the bureau answers what it decided. */
const decidedBy = ({ answer, fault }: Try): WireExchange['decided'] => {
  if (fault?.phase === 'after-commit') return { returnCode: '0000', invoiceNo };
  if (!answer || !('code' in answer) || fault) return null;
  const told = answer.data?.['invoiceNo'];
  return { returnCode: answer.code, invoiceNo: typeof told === 'string' ? told : null };
};

export const createStory = (orders: Evidence['orders'] = { sale }) => {
  const beginsMs = readInstant(startAt) ?? 0;
  let nowMs = beginsMs;
  let lines = 0;
  let counter = 0;
  const dialogue: DialogueEvent[] = [];
  const wire: WireExchange[] = [];
  const commands: GivenCommand[] = [];
  const claims: Evidence['claims'][number][] = [];
  const ledger: LedgerInvoice[] = [];
  const pushes: Evidence['pushes'][number][] = [];
  let kitWire: WireExchange[] = [];

  const say = (direction: DialogueEvent['direction'], message: Payload): void => {
    lines += 1;
    dialogue.push({ order: lines, direction, at: writeInstant(nowMs), message });
  };
  const pass = (milliseconds: number): void => {
    nowMs += milliseconds;
  };
  const freshNonce = (): string => `nonce${String(lines).padStart(27, '0')}`;
  const lastCommand = (): string => commands.at(-1)?.id ?? 'none';

  const write = (step: Try, nonce: string, payload: Payload): string => {
    const iv = new Uint8Array(16).fill(step.ivByte ?? wire.length + 1);
    const timestamp = writeTimestamp(nowMs + (step.stampOffMs ?? 0));
    return writeRequest({ interface: step.interface ?? 'invoice.issue', payload, credentials, timestamp, nonce, iv });
  };

  /** Ends an exchange: how, when, and what the client hears of it. */
  const endingOf = (step: Try, nonce: string): Pick<WireExchange, 'answer' | 'end'> => {
    if (step.left) return { answer: null, end: null };
    if (step.lost === 'held') return { answer: null, end: 'held' };
    const { answer } = step;
    const page = answer && 'page' in answer ? answer.page : '<html>502</html>';
    const body = answer && 'code' in answer ? writeAnswer(answer, nonce, nowMs) : page;
    const httpStatus = answer && 'status' in answer ? answer.status : 200;
    if (step.lost === 'reset') return { answer: { httpStatus: 200, body, complete: false }, end: 'reset' };
    return { answer: { httpStatus, body, complete: true }, end: 'answered' };
  };

  const story = {
    pass,
    say,
    give: (
      as: string,
      options: { command?: 'issue' | 'query' | 'audit' | 'red'; order?: string; word?: GivenCommand['word'] } = {},
    ): void => {
      const command = options.command ?? 'issue';
      const order = options.order ?? (command === 'audit' ? '' : 'sale');
      const id = `id-${as}`;
      const { word } = options;
      const orderNo = String(orders[order]?.['orderNo'] ?? '');
      commands.push({ id, as, command, order, orderNo, ...(word ? { word } : {}) });
      say('to-client', { type: 'command', id, session: 's1', command, now: writeInstant(nowMs) });
    },
    /** Steers the gradual rollout (D-1); its result is for `claim` to tell. */
    steer: (as: string, rollout: NonNullable<GivenCommand['rollout']>): void => {
      const id = `id-${as}`;
      commands.push({ id, as, command: 'rollout', order: '', orderNo: '', rollout });
      say('to-client', {
        type: 'command',
        id,
        session: 's1',
        command: 'rollout',
        ...rollout,
        now: writeInstant(nowMs),
      });
    },
    /** One request and what became of it; the clock stands at its end afterwards. */
    ask: (step: Try = {}): void => {
      const nonce = step.nonce ?? freshNonce();
      const name = step.interface ?? 'invoice.issue';
      const payload = step.payload ?? (name === 'invoice.issue' ? sale : { orderNo: sale.orderNo });
      const id = `timeout-${lines}`;
      const command = step.command ?? lastCommand();
      const milliseconds = step.timeoutMs ?? 30_000;
      say('from-client', {
        type: 'sleep',
        id,
        session: 's1',
        command,
        milliseconds,
        reason: 'response-timeout',
        nonce,
      });
      const body = (step.tamper ?? ((text: string) => text))(write(step, nonce, payload));
      const receivedAt = writeInstant(nowMs);
      counter += 1;
      const openedOrder = counter;
      pass(step.lost === 'held' ? milliseconds : (step.tookMs ?? 0));
      if (!step.left) counter += 1;
      wire.push({
        seq: wire.length + 1,
        openedOrder,
        closedOrder: step.left || step.lost === 'held' ? null : counter,
        receivedAt,
        endedAt: step.left || step.lost === 'held' ? null : writeInstant(nowMs),
        secure: true,
        interface: name,
        nonce,
        orderNo: String(payload['orderNo']),
        request: {
          method: step.method ?? 'POST',
          path: step.path ?? `/test/v1/${name}`,
          contentType: step.contentType ?? (body.startsWith('<') ? null : 'application/json'),
          body,
          bodyEncoding: 'utf8',
        },
        gates: step.gates ?? [{ gate: 'signature', verdict: 'passed' }],
        decided: step.decided ?? decidedBy(step),
        fault: step.fault ?? null,
        ...endingOf(step, nonce),
      });
      if (step.left) return;
      if (step.lost === 'held') say('to-client', { type: 'wake', id, session: 's1' });
      else say('from-client', { type: 'cancel', id });
    },
    /** A try that found nobody listening. */
    knock: (command = lastCommand()): void => {
      const id = `timeout-${lines}`;
      say('from-client', {
        type: 'sleep',
        id,
        session: 's1',
        command,
        milliseconds: 30_000,
        reason: 'response-timeout',
        nonce: freshNonce(),
      });
      say('from-client', { type: 'cancel', id });
    },
    push: ({ news, signed = 'well', requestId = 'P1', ...facts }: Pushed): void => {
      const number = pushes.length + 1;
      const data = {
        orderNo: sale.orderNo,
        invoiceNo,
        at: writeInstant(nowMs).slice(0, 19).replace('T', ' '),
        ...news,
      };
      const said = { code: '0000', data, signed, requestId, interface: 'callback.status' };
      const body = writeAnswer(said, `push${String(number).padStart(28, '0')}`, nowMs);
      const sent = { number, requestId, orderNo: sale.orderNo, sentAt: writeInstant(nowMs), fault: null, body };
      const manner = signed === 'well' ? 'regular' : 'forged';
      pushes.push({ ...sent, manner, outcome: 'answered', httpStatus: 200, answer: '{"returnCode":"0000"}', ...facts });
    },
    book: (entry: Partial<LedgerInvoice> = {}): void => {
      const base = { ...invoice, issuedAt: writeInstant(nowMs).slice(0, 19).replace('T', ' '), deliveredAt: null };
      ledger.push({ ...base, sellerTaxNo: sale.seller.taxNo, buyerName: sale.buyer.name, ...entry });
    },
    claim: (outcome: string, facts: Partial<Evidence['claims'][number]> & { as?: string } = {}): void => {
      const { as, ...rest } = facts;
      const command = as ? `id-${as}` : lastCommand();
      const tries = dialogue.filter(
        ({ message }) => message['reason'] === 'response-timeout' && message['command'] === command,
      );
      const shown = outcome === 'issued' ? invoice : null;
      const base = {
        command,
        outcome,
        returnCode: null,
        invoice: shown,
        attempts: tries.length,
        errors: [],
        message: '',
      };
      say('from-client', { type: 'result', id: command, outcome });
      claims.push({ ...base, ...rest });
    },
    restart: (): void => say('to-client', { type: 'open', session: 's1', resume: true }),
    issuedByKit: (number: string): void => {
      story.ask({ command: 'kit' });
      const beforehand = wire.pop();
      dialogue.length = 0;
      if (beforehand) kitWire = [{ ...beforehand, decided: { returnCode: '0000', invoiceNo: number } }];
    },
    evidence: (overrides: Partial<Evidence> = {}): Evidence => ({
      scenarioId: 'told/story',
      clockMode: 'virtual',
      clockRate: 1,
      startedAt: startAt,
      credentials,
      format: 'json',
      responseTimeoutMs: 30_000,
      orders,
      commands,
      dialogue,
      wire,
      announced: [],
      kitWire,
      pushes,
      ledger,
      sheets: [],
      othersSheets: [],
      claims,
      faults: [],
      end: { kind: 'complete' },
      variation: { calm: [], orders: {}, lines: {}, answers: {} },
      ...overrides,
    }),
  };
  return story;
};

export type Story = ReturnType<typeof createStory>;

const storySeller: Scenario['seller'] = {
  taxNo: sale.seller.taxNo,
  name: sale.seller.name,
  kind: 'general',
  address: '北京市',
  phone: '010-00000000',
  bank: '联调银行',
  account: '1',
};

/** A scenario with nothing in it but what a test names. */
export const scenario = (facts: Partial<Scenario> = {}): Scenario => ({
  id: 'told/story',
  title: { en: 'A story', zh: '一个故事' },
  purpose: { en: 'told for a test', zh: '供测试' },
  class: 'core',
  also: [],
  clauses: ['C-7'],
  startAt,
  virtualOnly: false,
  session: usualSession,
  bureau: {},
  seller: storySeller,
  orders: { sale },
  callbacks: [],
  reds: {},
  faults: [],
  steps: [],
  expect: { outcomes: {}, invoices: {} },
  variation: { calm: [], orders: {} },
  checks: [],
  watch: [],
  ...facts,
});

/** Tells a story and returns its evidence. */
export const told = (tell: (story: Story) => void, overrides: Partial<Evidence> = {}): Evidence => {
  const story = createStory();
  tell(story);
  return story.evidence(overrides);
};
