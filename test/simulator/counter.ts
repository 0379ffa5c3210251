// A taxpayer at the counter of a tenant without doors: hand-made requests, and answers read as a client reads them.

import { type Decryption, decryptData, encryptData } from '../../protocol/cipher.ts';
import { type Format, readAnswer, writeMessage } from '../../protocol/envelope.ts';
import { readPayload, writePayload } from '../../protocol/payload.ts';
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { signSm2Sm3, verifySm2Sm3 } from '../../protocol/sm2.ts';
import { writeTimestamp } from '../../protocol/timestamp.ts';
import type { Departure } from '../../simulator/doors/visit.ts';
import { createEventStream } from '../../simulator/events.ts';
import type { FaultRule } from '../../simulator/faults/rule.ts';
import type { JournalEntry } from '../../simulator/journal/entry.ts';
import { createTally } from '../../simulator/metrics/tally.ts';
import { readProfile } from '../../simulator/profiles/profile.ts';
import { createSeededBytes } from '../../simulator/randomness.ts';
import type { Application } from '../../simulator/register/application.ts';
import type { Seller } from '../../simulator/register/seller.ts';
import type { TenantSettings } from '../../simulator/register/tenant-settings.ts';
import { systemTimers } from '../../simulator/system-clock.ts';
import { shippedTable } from '../../simulator/tax-codes/tax-codes.ts';
import type { TenantOptions } from '../../simulator/tenancy/world.ts';
import { createTenant } from '../../simulator/tenant.ts';
import { createSm2Root } from '../../simulator/tls/sm2-root.ts';
import { noon, application as usualApplication, seller as usualSeller } from './operations/books.ts';

type Message = Record<string, string>;
export type Request = {
  /** Who asks; the first application unless told otherwise. */
  readonly as?: Application;
  readonly interface?: string;
  readonly payload?: unknown;
  /** Instead of `payload`: the text that is encrypted. */
  readonly text?: string;
  readonly format?: Format;
  readonly nonce?: string;
  /** Off the bureau's time. */
  readonly skewMs?: number;
  readonly path?: string;
  readonly method?: string;
  readonly tooLarge?: boolean;
  readonly body?: string;
  /** Changed before it is signed, and after. */
  readonly members?: Message;
  readonly spoil?: (message: Message) => Message;
  /** Signs with it instead of the registered one. */
  readonly appSecret?: string;
  readonly sm4Key?: string;
  readonly privateKeyPem?: string;
};

const random = createSeededBytes('counter');
const drawNonce = (): string => Buffer.from(random(16)).toString('hex');

const messageOf = (request: Request, application: Application, now: number): Message => {
  const { encryptType, signType, appId } = application;
  const payload = request.text ?? writePayload(request.payload ?? {}, request.format ?? 'json');
  const message: Message = {
    appId,
    interface: request.interface ?? 'invoice.issue',
    version: '1.0',
    timestamp: writeTimestamp(now + (request.skewMs ?? 0)),
    nonce: request.nonce ?? drawNonce(),
    encryptType,
    data: encryptData(payload, { encryptType, sm4Key: request.sm4Key ?? application.sm4Key, iv: random(16) }),
    signType,
    ...request.members,
  };
  const text = signatureText(message);
  const signature = request.privateKeyPem
    ? signSm2Sm3(text, request.privateKeyPem)
    : signHmacSm3(text, request.appSecret ?? application.appSecret);
  return request.spoil?.({ ...message, signature }) ?? { ...message, signature };
};

const textOf = (opened: Decryption): string => (opened.ok ? opened.plaintext : '');

/** What a client makes of an answer; `data` is the decrypted payload. */
const see = (departure: Departure, application: Application, bureauPublicKeyPem: string) => {
  const format: Format = departure.contentType.startsWith('application/xml') ? 'xml' : 'json';
  const reading = readAnswer(Buffer.from(departure.body));
  const message: Message = reading.ok ? reading.message : {};
  const { signature = '' } = message;
  const opened = textOf(decryptData(message['data'] ?? '', application));
  const payload = readPayload(opened, format);
  const text = signatureText(message);
  const signed =
    application.signType === 'HMAC-SM3'
      ? verifyHmacSm3(text, application.appSecret, signature)
      : verifySm2Sm3(text, bureauPublicKeyPem, signature);
  return {
    departure,
    message,
    format,
    signed,
    returnCode: message['returnCode'],
    data: payload.ok ? (payload.value as Record<string, unknown>) : null,
  };
};
export type Seen = ReturnType<typeof see>;

export type CounterOptions = Partial<TenantOptions> & {
  readonly applications?: readonly Application[];
  readonly sellers?: readonly Seller[];
  readonly settings?: Partial<TenantSettings>;
};

/** A tenant in memory whose clock stands at noon, with the application and seller of `books.ts` unless told otherwise. */
export const openCounter = (options: CounterOptions = {}) => {
  const { applications = [usualApplication], sellers = [usualSeller], settings, ...rest } = options;
  const events = options.events ?? createEventStream(1000);
  const tenant = createTenant({
    id: 'counter',
    seed: 1,
    register: {
      settings: { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000, ...settings },
      sellers: new Map(sellers.map((seller) => [seller.taxNo, seller])),
      applications: new Map(applications.map((application) => [application.appId, application])),
    },
    profile: readProfile('standard'),
    taxTable: shippedTable,
    clock: { mode: 'frozen', rate: 1, now: noon },
    timers: systemTimers,
    events,
    databasePath: ':memory:',
    pathPrefix: '',
    ownPort: false,
    journalBounds: { mostEntries: 1000, mostBytes: 100_000_000 },
    foreignAppIds: () => new Set(),
    callbackHosts: [],
    sm2Root: createSm2Root(null),
    certifyClient: () => '',
    onFailure: () => undefined,
    tally: createTally(),
    onExchange: () => undefined,
    ...rest,
  });
  const [application = usualApplication] = applications;
  const bureauPublicKeyPem = String(tenant.view()['bureauPublicKeyPem']);

  /** Hands a request in; `answer` comes with the departure, `leave` gives up waiting. */
  const begin = (request: Request = {}) => {
    const message = messageOf(request, request.as ?? application, tenant.clock.now());
    const left = new AbortController();
    const arrived = tenant.receive({
      method: request.method ?? 'POST',
      path: request.path ?? `/test/v1/${request.interface ?? 'invoice.issue'}`,
      contentType: null,
      body: Buffer.from(request.body ?? writeMessage(message, 'request', request.format ?? 'json')),
      tooLarge: request.tooLarge ?? false,
      connection: 1,
      secure: false,
      left: left.signal,
    });
    return { message, arrived, leave: () => left.abort() };
  };
  /** The whole exchange; `complete` false: the client went away while the answer was sent. */
  const ask = async (request: Request = {}, end: { readonly complete: boolean } = { complete: true }) => {
    const { departure, finished } = await begin(request).arrived;
    finished(end.complete);
    return see(departure, request.as ?? application, bureauPublicKeyPem);
  };
  const journal = (): readonly JournalEntry[] =>
    tenant.readJournal({ after: 0, limit: 1000 })['entries'] as readonly JournalEntry[];
  return {
    tenant,
    events,
    begin,
    ask,
    journal,
    lastEntry: () => journal().at(-1),
    inFlight: () => tenant.clockView()['inFlight'],
    invoices: () => tenant.readLedger()['invoices'] as readonly Record<string, unknown>[],
    setFaults: (...rules: readonly FaultRule[]) => tenant.faults.replace(rules),
  };
};
export type Counter = ReturnType<typeof openCounter>;

/** A rule that meets every request, but for what is changed. */
export const fault = (effect: Record<string, unknown>, changed: Partial<FaultRule> = {}): FaultRule => ({
  id: 'fault',
  match: {},
  when: {},
  phase: 'before',
  effect,
  ...changed,
});

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

/** Lets everything happen that only waits for its turn, and no time pass: the commit comes a turn after the deed. */
export const settle = async (): Promise<void> => {
  await nextTurn();
  await nextTurn();
};
