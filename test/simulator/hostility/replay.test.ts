// The same seed and the same requests give the same bytes; nothing else shifts what is drawn (B-10).
import { expect, it } from 'vitest';
import { hostilityNames } from '../../../simulator/hostility/names.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import { openCounter, type Request } from '../counter.ts';
import { application } from '../operations/books.ts';
import { hostilityOf, ordersOf } from './hostile-counter.ts';

type Wish = { readonly seed?: number; readonly names?: Parameters<typeof hostilityOf>[1]; readonly tenant?: string };

const another = { ...application, appId: 'LD-another' };
const open = ({ seed = 7, names = hostilityNames, tenant = 'counter' }: Wish = {}) =>
  openCounter({ id: tenant, hostility: hostilityOf(seed, names, tenant), applications: [application, another] });

/** With nonces that come again, as in two bureaus that are sent the same. */
const requestsOf = (orders = ordersOf(12)): Request[] => {
  const random = createSeededBytes('nonces');
  const nonce = () => Buffer.from(random(16)).toString('hex');
  return orders.flatMap((payload) => [
    { payload, nonce: nonce() },
    { interface: 'invoice.query', payload: { orderNo: payload.orderNo }, nonce: nonce() },
    { payload, nonce: nonce(), format: 'xml' as const },
  ]);
};

const departuresOf = async (counter: ReturnType<typeof open>, requests: readonly Request[] = requestsOf()) => {
  const departures: unknown[] = [];
  for (const request of requests) {
    departures.push((await counter.ask(request)).departure);
    await counter.tenant.moveClock({ advanceMs: 7000 });
  }
  return [departures, counter.invoices()];
};

/** What hangs on the seed alone: no ids, and nothing that is encrypted. */
const looksOf = async (counter: ReturnType<typeof open>, requests: readonly Request[]) => {
  const looks: unknown[] = [];
  for (const request of requests) {
    const { message, data, departure, returnCode } = await counter.ask(request);
    looks.push([request.payload, returnCode, Object.keys(message), Object.keys(data ?? {}), departure.http]);
  }
  return looks;
};

it('gives the same bytes and books for the same seed', async () => {
  const [first, second] = await Promise.all([departuresOf(open()), departuresOf(open())]);
  expect(second).toEqual(first);
});

it('gives others for another seed and for another tenant', async () => {
  const requests = requestsOf();
  const [first, seed, tenant] = await Promise.all([
    looksOf(open(), requests),
    looksOf(open({ seed: 8 }), requests),
    looksOf(open({ tenant: 'another' }), requests),
  ]);
  expect(seed).not.toEqual(first);
  expect(tenant).not.toEqual(first);
});

it('gives the same again after a reset', async () => {
  const counter = open();
  const requests = requestsOf();
  const first = await looksOf(counter, requests);
  counter.tenant.reset();
  expect(await looksOf(counter, requests)).toEqual(first);
});

it('gives an order the same whatever other orders and applications do in between', async () => {
  const [mine, strangers] = [requestsOf(ordersOf(4)), requestsOf(ordersOf(9).slice(4))];
  const alone = await looksOf(open(), mine);
  const beside = open();
  for (const request of strangers) await beside.ask({ ...request, as: another });
  const late = await looksOf(beside, mine);
  expect(late).toEqual(alone);
});

it('leaves the others as they are when one is calmed', async () => {
  const requests = requestsOf();
  const others = hostilityNames.filter((name) => name !== 'extra-members' && name !== 'lagging-query');
  const httpOf = async (counter: ReturnType<typeof open>) =>
    (await looksOf(counter, requests)).map((look) => (look as unknown[]).at(-1));
  expect(await httpOf(open({ names: others }))).toEqual(await httpOf(open()));
});
