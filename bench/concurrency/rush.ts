// Many clients send a bureau the same orders at once, in sequences of their own; each order may become one invoice (B-1).
import { createDice, createSeededBytes } from '../../simulator/randomness.ts';
import type { BureauProcess } from '../bureau-process.ts';
import { type Environment, type Expectation, findWrongs, type Rushed, readSettled } from './books.ts';
import { type Shop, seller, visit } from './shop.ts';

export type Rush = {
  readonly bureau: BureauProcess;
  /** A new tenant of this name. */
  readonly tenant: string;
  readonly clients: number;
  readonly orders: number;
  readonly seed: number;
  readonly issue: 'synchronous' | 'asynchronous';
  /** Of the answers after the books are written, so many are lost with their connection. */
  readonly lostShare: number;
  /** Each client belongs to one of these applications, in turn; one seller owns them all (B-10). */
  readonly applications: readonly Environment[];
};
export type Outcome = {
  readonly requests: number;
  readonly tookMs: number;
  readonly codes: Readonly<Record<string, number>>;
  readonly broken: number;
  readonly invoices: number;
  readonly wrongs: readonly string[];
};

const keysOf = ({ tenant, applications }: Rush) =>
  applications.map((environment, at) => ({
    environment,
    appId: `RUSH-${tenant}-${at}`,
    appSecret: `a-secret-of-the-rush-${tenant}-${at}`,
    sm4Key: `${at}`.padStart(32, 'f'),
    signType: 'HMAC-SM3' as const,
    encryptType: 'SM4-CBC' as const,
  }));

const call = async (
  { ready }: BureauProcess,
  method: string,
  about: { path: string; body: unknown },
): Promise<unknown> => {
  const response = await fetch(`${ready.control}/control/v1/tenants${about.path}`, {
    method,
    headers: { authorization: `Bearer ${ready.controlToken}` },
    body: JSON.stringify(about.body),
  });
  if (!response.ok) throw new Error(`${about.path} was answered ${response.status}: ${await response.text()}`);
  return response.json();
};

/** The tenant's shops, one an application. */
const open = async (rush: Rush): Promise<readonly Shop[]> => {
  const { bureau, tenant, issue, lostShare } = rush;
  const keys = keysOf(rush);
  const made = (await call(bureau, 'POST', {
    path: '',
    body: {
      id: tenant,
      seed: rush.seed,
      settings: { issue, issueDelayMs: 1 },
      sellers: [{ ...seller, kind: 'general', types: ['82'], quota: '1000000.00' }],
      applications: keys.map((each) => ({ ...each, sellers: [seller.taxNo] })),
    },
  })) as { readonly baseUrls: { readonly http: string } };
  if (lostShare > 0)
    await call(bureau, 'PUT', {
      path: `/${tenant}/faults`,
      body: [
        {
          id: 'lost-answers',
          match: { interface: 'invoice.issue' },
          when: { probability: lostShare },
          phase: 'after-commit',
          effect: { reset: 'before-answer' },
        },
      ],
    });
  return keys.map(({ environment, ...credentials }) => ({
    baseUrl: made.baseUrls.http.replace(/\/test\/v1$/, `/${environment}/v1`),
    credentials,
  }));
};

const shuffle = (numbers: readonly number[], dice: () => number): readonly number[] =>
  numbers
    .map((number) => [dice(), number] as const)
    .sort(([a], [b]) => a - b)
    .map(([, number]) => number);

export const runRush = async (rush: Rush): Promise<Outcome> => {
  const shops = await open(rush);
  const dice = createDice(createSeededBytes(`rush:${rush.seed}`));
  const numbers = Array.from({ length: rush.orders }, (_, at) => at);
  const together = shuffle(numbers, dice);
  const begun = performance.now();
  const rushed: Rushed[] = await Promise.all(
    Array.from({ length: rush.clients }, async (_, client) => {
      const shop = shops[client % shops.length] as Shop;
      // Half of them go abreast, so that an order comes from all sides at once; the others meet what is issued already.
      const sequence = client < rush.clients / 2 ? together : shuffle(numbers, dice);
      const environment = rush.applications[client % shops.length] ?? 'test';
      return { environment, visited: await visit(shop, sequence) };
    }),
  );
  const tookMs = performance.now() - begun;
  const ledger = await readSettled(rush.bureau, rush.tenant);
  const expected: Expectation = {
    orders: rush.orders,
    environments: [...new Set(rush.applications)],
    everyFirst: rush.lostShare === 0,
  };
  const codes: Record<string, number> = {};
  for (const { code } of rushed.flatMap(({ visited }) => visited.heard)) codes[code] = (codes[code] ?? 0) + 1;
  const broken = rushed.reduce((sum, { visited }) => sum + visited.broken, 0);
  return {
    requests: rush.clients * rush.orders + broken,
    tookMs,
    codes,
    broken,
    invoices: ledger.invoices.length,
    wrongs: findWrongs(ledger, rushed, expected),
  };
};
