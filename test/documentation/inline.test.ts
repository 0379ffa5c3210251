// The JSON within the lines of the READMEs: every effect acts, every setting and act of the control port is accepted.
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { writeInstant } from '../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../simulator/bureau.ts';
import { effectKinds } from '../../simulator/faults/effect-kinds.ts';
import { ask, orderOf, requestOf, steer } from '../cli/demonstration.ts';
import { startProcess } from '../cli/run-process.ts';
import { inlineJsonOf } from './documents.ts';

/** Both READMEs have the same (documents.test.ts). */
const examples = [...new Set(inlineJsonOf('README.md').map(({ json }) => json))];
const firstKeyOf = (json: string): string => /^\{"(\w+)"/.exec(json)?.[1] ?? '';

let bureau: Bureau;
beforeAll(async () => {
  bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, seed: 1 });
});
beforeEach(() => bureau.reset());
afterAll(() => bureau.close());

const ready = () => ({
  http: bureau.httpUrl ?? '',
  control: bureau.control.url,
  controlToken: bureau.control.token,
});
const send = (name: string, payload: object) => ask(ready(), name, requestOf(name, payload));
const isGranted = async (method: string, resource: string, body: object): Promise<boolean> =>
  (await steer(ready(), method, resource, body)).status === 200;

type Shown = { readonly effect: Readonly<Record<string, unknown>>; readonly when?: object };

const yearMs = 365 * 24 * 3600 * 1000;
/** So near to its end that the ramp is as good as climbed. */
const windowUntilSoon = () => ({
  from: writeInstant(Date.now() - yearMs),
  to: writeInstant(Date.now() + 3600 * 1000),
});

/** Distributions of the delay, and the ramp of a probability, are shown without what they stand in. */
const ruleOf = (json: string): Shown | null => {
  const key = firstKeyOf(json);
  if (key === 'listenerClosed') return { effect: JSON.parse(json), when: { window: windowUntilSoon() } };
  // What is overtaken waits for other news that go their way.
  if (key === 'callback') return { effect: JSON.parse(json), when: { nth: [1] } };
  if (effectKinds.has(key)) return { effect: JSON.parse(json) };
  if (key === 'lognormal' || key === 'percentiles') return { effect: { delayMs: JSON.parse(json) } };
  if (key !== 'from') return null;
  return { effect: { httpStatus: 503 }, when: { probability: JSON.parse(json), window: windowUntilSoon() } };
};

/** With the interface that the effect has a meaning for, where it is about requests. */
const matchOf = ({ effect }: Shown): { readonly interface: string } | null => {
  const word = Object.keys(effect)[0] ?? '';
  if (word === 'listenerClosed' || word === 'falseCertificate' || word === 'callback') return null;
  return { interface: effectKinds.get(word)?.interfaces?.[0] ?? 'invoice.issue' };
};

/** With news soon after each other, so that pushes have something to tell and to overtake. */
const soon = { issue: 'asynchronous', issueDelayMs: 1, deliveryDelayMs: 1 };
const usual = { issue: 'synchronous', issueDelayMs: 0, deliveryDelayMs: 60_000 };

describe('an effect that the README shows', () => {
  const shown = examples.flatMap((json) => {
    const rule = ruleOf(json);
    return rule === null ? [] : [{ json, rule }];
  });

  /** Each has order numbers of its own: a request that the example before delayed may still come, and would take the number. */
  let example = 0;

  it.each(shown)('acts: $json', async ({ rule }) => {
    example += 1;
    await send('invoice.issue', orderOf('SO-before'));
    const match = matchOf(rule);
    expect(await isGranted('PUT', '/faults', [{ id: 'shown', ...(match ? { match } : {}), ...rule }])).toBe(true);
    await steer(ready(), 'PATCH', '', { settings: 'callback' in rule.effect ? soon : usual });
    const heard: string[] = [];
    // A ramp leaves it to the dice; and some requests are never answered.
    for (let no = 1; no <= ('probability' in (rule.when ?? {}) ? 10 : 1); no += 1) {
      const news = { ...orderOf(`SO-${example}-${no}`), callbackUrl: 'http://127.0.0.1:9/' };
      const asked =
        match?.interface === 'invoice.query'
          ? send('invoice.query', { orderNo: 'SO-before' })
          : send('invoice.issue', news);
      asked.then(
        ({ returnCode }) => heard.push(String(returnCode)),
        (error) => heard.push(String(error)),
      );
    }
    // The requests come over plain HTTP, where nothing is shown.
    if ('falseCertificate' in rule.effect) await expect(fetch(bureau.url)).rejects.toThrow();
    const list = async () => (await steer(ready(), 'GET', '/faults')).body as unknown as readonly { hits: number }[];
    const sight = async () => ((await list())[0]?.hits ? 'it acted' : `no hit; answered: ${heard.join(', ')}`);
    await expect.poll(sight).toBe('it acted');
    expect(await isGranted('PUT', '/faults', [])).toBe(true);
    // A listener that was closed takes a moment to open again.
    const answered = () => send('quota.query', {}).then(({ returnCode }) => returnCode, String);
    await expect.poll(answered).toBe('0000');
  });
});

const issued = async (orderNo: string): Promise<string> => {
  await send('invoice.issue', orderOf(orderNo));
  const { invoices } = (await steer(ready(), 'GET', '/ledger')).body as { invoices: { invoiceNo: string }[] };
  return invoices[0]?.invoiceNo ?? '';
};

/** A sheet of the seller's that waits for the buyer, who has booked the invoice. */
const openSheet = async (): Promise<string> => {
  const originalInvoiceNo = await issued('SO-1');
  await steer(ready(), 'POST', '/marks', { invoiceNo: originalInvoiceNo, mark: 'booked' });
  await send('red.apply', { orderNo: 'RED-1', side: '0', originalInvoiceNo, reason: '02' });
  const { sheets } = (await steer(ready(), 'GET', '/sheets')).body as { sheets: { sheetNo: string }[] };
  return sheets[0]?.sheetNo ?? '';
};

/** By the first member: what is put in the place of `…`, and where it is sent. */
const acts: Readonly<Record<string, (json: string) => Promise<boolean>>> = {
  invoiceNo: async (json) => isGranted('POST', '/marks', JSON.parse(json.replace('…', await issued('SO-1')))),
  act: async (json) => {
    const sheetNo = await openSheet();
    const filled = json.includes('"sheetNo"')
      ? json.replace('…', sheetNo)
      : json.replace('…', `"sheetNo":"${sheetNo}"`);
    return isGranted('POST', '/sheets', JSON.parse(filled));
  },
  sellerTaxNo: (json) => isGranted('PUT', '/stock', JSON.parse(json.replace('…', '91110108551385082Q'))),
  settings: (json) => isGranted('PATCH', '', JSON.parse(json.replace('{…}', '{"issueDelayMs":0}'))),
  /** No request but what the ready line of a hostile bureau says. */
  seed: async (json) => {
    const ports = ['--port', '0', '--no-http', '--control-port', '0'];
    const { child, ended } = startProcess(['bureau', '--in-memory', ...ports, '--hostile', '7'], { cwd: tmpdir() });
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    child.kill('SIGTERM');
    await ended;
    const shown = Object.keys(JSON.parse(json.replace('…', '7').replace('[…]', '[]')));
    const { hostile } = JSON.parse(line) as { readonly hostile: object };
    return shown.every((member) => member in hostile);
  },
  mode: (json) => isGranted('POST', '/clock', JSON.parse(json)),
  advanceMs: async (json) => {
    const moved = await isGranted('POST', '/clock', { mode: 'frozen', ...JSON.parse(json) });
    return (await isGranted('POST', '/clock', { mode: 'real' })) && moved;
  },
  ...Object.fromEntries(
    ['maintenance', 'rateLimit', 'busyAbovePerSecond', 'hostile'].map((setting) => [
      setting,
      async (json: string) => {
        const set = await isGranted('PATCH', '', { settings: JSON.parse(json) });
        const idle = { maintenance: [], rateLimit: null, busyAbovePerSecond: null, hostile: null };
        return (await isGranted('PATCH', '', { settings: idle })) && set;
      },
    ]),
  ),
};

describe('what else the README shows within a line', () => {
  const others = examples.filter((json) => ruleOf(json) === null);

  it('is known by its first member: write it into inline.test.ts', () => {
    expect(others.filter((json) => !(firstKeyOf(json) in acts))).toEqual([]);
  });

  it.each(others)('is accepted: %s', async (json) => {
    expect(await acts[firstKeyOf(json)]?.(json)).toBe(true);
  });
});
