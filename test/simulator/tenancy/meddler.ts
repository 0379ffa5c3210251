// A tenant that does whatever it can to disturb another: every fault, its clock, its books, its nonces, load, and more.
import type { Socket } from 'node:net';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import type { Bureau } from '../../../simulator/bureau.ts';
import type { Tenant } from '../../../simulator/tenant.ts';
import { connectTo, postText, watch } from '../doors/raw-visit.ts';
import { application, line, order, seller } from '../operations/books.ts';
import { form } from '../registration/application-form.ts';
import { bystander, callControl, mainPort, requestOf, startAt, type Told } from './bystander.ts';

export const lodgings = ['sharing the main port', 'with a port of its own', 'as the demonstration tenant'] as const;
export type Lodging = (typeof lodgings)[number];

const issue = { match: { interface: 'invoice.issue' } };
const query = { match: { interface: 'invoice.query' } };
/** One rule for every word of `effect-kinds.ts`. */
export const faultRules: Readonly<Record<string, object>> = {
  returnCode: { effect: { returnCode: '3001' }, when: { probability: 0.5 } },
  httpStatus: { effect: { httpStatus: 502 } },
  delayMs: { effect: { delayMs: { uniform: [100, 900] } } },
  hold: { effect: { hold: true } },
  reset: { effect: { reset: 'mid-answer' } },
  emptyReply: { effect: { emptyReply: true } },
  truncatedBody: { effect: { truncatedBody: true } },
  malformedChunk: { effect: { malformedChunk: true } },
  garbage: { effect: { garbage: true } },
  dribble: { effect: { dribble: { pieces: 3, everyMs: 1000 } } },
  badSignature: { effect: { badSignature: true }, phase: 'after-commit' },
  unsigned: { effect: { unsigned: true } },
  wrongNonce: { effect: { wrongNonce: true } },
  asynchronous: { effect: { asynchronous: true }, ...issue },
  wrongKey: { effect: { wrongKey: true } },
  staleAnswer: { effect: { staleAnswer: true } },
  alteredCode: { effect: { alteredCode: '4101' } },
  strayRefusal: { effect: { strayRefusal: '2006' } },
  notFoundYet: { effect: { notFoundYet: true }, ...query },
  quotaExhausted: { effect: { quotaExhausted: true }, ...issue },
  tellStatus: { effect: { tellStatus: 'failed' }, ...query },
  listenerClosed: { effect: { listenerClosed: true } },
  falseCertificate: { effect: { falseCertificate: 'foreign-root' } },
  callback: { effect: { callback: 'forged' } },
};

type Meddler = {
  readonly bureau: Bureau;
  readonly id: string;
  readonly tenant: () => Tenant | null;
  /** Asks and waits until the bureau has answered or keeps the request. */
  readonly ask: (name: string, payload: unknown, nonce?: string) => Promise<void>;
  readonly control: (method: string, path: string, body?: unknown) => Promise<Told>;
};
export type Act = (meddler: Meddler) => Promise<unknown>;

let count = 0;
const nextNumber = (): number => {
  count += 1;
  return count;
};

const askAll = async ({ ask }: Meddler): Promise<void> => {
  await ask('invoice.issue', { ...order, orderNo: `SO-${nextNumber()}`, callbackUrl: 'http://127.0.0.1:9/news' });
  await ask('invoice.query', { orderNo: 'SO-1' });
};

const withFault =
  (word: string): Act =>
  async (meddler) => {
    await meddler.control('PUT', '/faults', [{ id: word, ...faultRules[word] }]);
    await askAll(meddler);
  };

const patch =
  (settings: object): Act =>
  async (meddler) => {
    await meddler.control('PATCH', '', { settings });
    await askAll(meddler);
  };

/** The number of an invoice of its own; of none where it gets none just now. */
const issueOne = async (meddler: Meddler): Promise<string> => {
  await askAll(meddler);
  const invoices = (meddler.tenant()?.readLedger()['invoices'] ?? []) as readonly { readonly invoiceNo: string }[];
  return invoices.at(-1)?.invoiceNo ?? '0'.repeat(20);
};

const createNeighbour: Act = ({ bureau }) => {
  const number = nextNumber();
  const own = { ...application, appId: `NEIGHBOUR${number}` };
  return callControl(bureau, 'POST', '/tenants', {
    ...{ id: `neighbour-${number}`, ownPort: number % 2 === 0, sellers: [seller], applications: [own] },
  });
};

const removeNeighbours: Act = async ({ bureau }) => {
  for (let number = 1; number <= count; number += 1) await bureau.removeTenant(`neighbour-${number}`);
};

const listenToEvents: Act = async ({ bureau }) => {
  const stop = new AbortController();
  const headers = { authorization: `Bearer ${bureau.control.token}` };
  await fetch(`${bureau.control.url}/control/v1/events?after=0`, { headers, signal: stop.signal });
  stop.abort();
};

const takeNamesOfBystander: Act = async ({ control, bureau }) => {
  await control('PATCH', '', { applications: [bystander] });
  await callControl(bureau, 'POST', '/tenants', { id: 'bystander', sellers: [seller], applications: [] });
};

/** What the tenant can do, by name; no fault among it. */
const deeds: Readonly<Record<string, Act>> = {
  'asks a lot': async (meddler) => {
    for (let at = 0; at < 5; at += 1) await askAll(meddler);
  },
  'uses the nonces of the bystander': async ({ ask }) => {
    for (let at = 0; at < 14; at += 1) await ask('quota.query', {}, `nonceOfBystander${at}`);
  },
  'spends its quota': ({ control }) => control('POST', '/quota', { sellerTaxNo: seller.taxNo, total: '0.00' }),
  'freezes its clock': ({ control }) => control('POST', '/clock', { mode: 'frozen' }),
  'lets its clock go': ({ control }) => control('POST', '/clock', { mode: 'real' }),
  'goes a year on': ({ control }) => control('POST', '/clock', { advanceMs: 365 * 86_400_000 }),
  'announces other tax codes': ({ control }) => {
    const from = `${2100 + nextNumber()}-01-01`;
    return control('POST', '/tax-codes', { changes: [{ act: 'alter', code: line.taxCode, from, rates: ['0.05'] }] });
  },
  'begins anew': ({ control }) => control('POST', '/reset'),
  'keeps its state': ({ control }) => control('PUT', '/snapshots/kept'),
  'goes back to its state': async ({ control }) => {
    await control('PUT', '/snapshots/kept');
    await control('POST', '/snapshots/kept:restore');
  },
  'is under maintenance': patch({ maintenance: [{ announced: true, daily: { from: '00:00', to: '23:59' } }] }),
  'limits its rate': patch({
    rateLimit: { requests: 1, perSeconds: 60, lockOutSeconds: 10, longestLockOutSeconds: 60 },
  }),
  'is busy': patch({ busyAbovePerSecond: 1 }),
  'is hostile': patch({ hostile: { seed: 7 } }),
  'issues later': patch({ issue: 'asynchronous', documents: 'failing' }),
  'is blocked': ({ control }) => control('PATCH', '', { sellers: [{ taxNo: seller.taxNo, riskBlocked: true }] }),
  'gets paper': ({ control }) =>
    control('PUT', '/stock', {
      ...{ sellerTaxNo: seller.taxNo, type: '86', paperCode: '011002600104', from: '00000001', count: 3 },
    }),
  'marks an invoice': async (meddler) =>
    meddler.control('POST', '/marks', { invoiceNo: await issueOne(meddler), mark: 'used' }),
  'has a sheet': async (meddler) => {
    const about = { orderNo: `RD-${nextNumber()}`, originalInvoiceNo: await issueOne(meddler), reason: '02' };
    await meddler.control('POST', '/sheets', { act: 'apply', ...about });
  },
  'gets a certificate': ({ control }) =>
    control('POST', '/certificates', { publicKeyPem: createSm2KeyPair().publicKeyPem, appId: 'MEDDLER001' }),
  'applies for registration': ({ bureau }) => callControl(bureau, 'POST', '/registrations', form),
  'has its journal exported and verified': async ({ control }) => {
    await control('GET', '/journal:export?format=csv&plain=true');
    await control('GET', '/journal:verify');
  },
  'listens to events': listenToEvents,
  'takes the names of the bystander': takeNamesOfBystander,
  'gets a neighbour': createNeighbour,
  'loses its neighbours': removeNeighbours,
  'sends what is no message': async ({ bureau }) => {
    const socket = connectTo({ port: mainPort(bureau), ca: null });
    const sight = watch(socket);
    socket.end(postText('/t/meddler/test/v1/invoice.issue', '{"appId":'));
    await sight;
  },
};

export const acts: Readonly<Record<string, Act>> = {
  ...deeds,
  ...Object.fromEntries(Object.keys(faultRules).map((word) => [`has the fault ${word}`, withFault(word)])),
};

const nextTurn = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

const settleIn = async (bureau: Bureau, lodging: Lodging) => {
  if (lodging === 'as the demonstration tenant') {
    for (const [method, path] of [
      ['POST', '/reset'],
      ['DELETE', '/faults'],
      ['POST', '/clock'],
    ] as const)
      await callControl(bureau, method, `/tenants/default${path}`, path === '/clock' ? { mode: 'frozen' } : undefined);
    return 'default';
  }
  await bureau.removeTenant('meddler');
  const ownPort = lodging === 'with a port of its own';
  const clock = { mode: 'frozen' as const, now: startAt };
  const own = { ...application, appId: 'MEDDLER001' };
  // The same seed as the bystander's, and the same seller: nothing but the name tells them apart.
  await bureau.createTenant({ id: 'meddler', seed: 7, ownPort, clock, sellers: [seller], applications: [own] });
  return 'meddler';
};

/** A meddler in this bureau; `act` does what is named, `leave` gives up what is still held. */
export const openMeddler = async (bureau: Bureau, lodging: Lodging) => {
  const id = await settleIn(bureau, lodging);
  const tenant = () => bureau.tenant(id);
  const sockets: Socket[] = [];
  const ask: Meddler['ask'] = async (name, payload, nonce = `meddlersOwnNonce${nextNumber()}`) => {
    const home = tenant();
    const [own] = [...(home?.register().applications.values() ?? [])];
    if (!home || !own) return;
    const base = new URL((home.view()['baseUrls'] as { readonly http: string }).http);
    const asking = { interface: name, payload, nonce, iv: Buffer.alloc(16, nextNumber()) };
    const socket = connectTo({ port: Number(base.port), ca: null });
    sockets.push(socket);
    let over = false;
    void watch(socket).then(() => {
      over = true;
    });
    const inFlight = () => (tenant()?.clockView()['inFlight'] ?? []) as readonly { readonly nonce: string }[];
    const isKept = () => inFlight().some((one) => one.nonce === nonce);
    socket.write(postText(`${base.pathname}/${name}`, requestOf(own, asking, home.clock.now())));
    while (!over && !isKept()) await nextTurn();
  };
  const refusals: string[] = [];
  const control: Meddler['control'] = async (method, path, body) => {
    const told = await callControl(bureau, method, `/tenants/${id}${path}`, body);
    if (told.status >= 400) refusals.push(`${method} ${path}: ${told.text}`);
    return told;
  };
  return {
    act: async (name: string): Promise<void> => void (await acts[name]?.({ bureau, id, tenant, ask, control })),
    refusals,
    leave: () => {
      for (const socket of sockets) socket.destroy();
    },
  };
};
