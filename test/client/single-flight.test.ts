// Two callers for one order: never two requests in flight, one outcome for both (C-6, D-4).
import { describe, expect, it } from 'vitest';
import { sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();

describe('a second command for an order', () => {
  it('joins the first and ends with its outcome', async () => {
    const { client, bureau, blocked } = createTaxpayer(['reset', { code: '4004' }]);
    const first = client.issue(order, { commandId: 'one' });
    const second = client.issue(order, { commandId: 'two' });
    expect(await second).toEqual(await first);
    expect([askedOf(bureau), blocked]).toEqual(['issue query issue', ['two by one']]);
  });

  it('shares a refusal too', async () => {
    const { client, bureau } = createTaxpayer([{ code: '2001' }]);
    const ends = await Promise.all([endOf(client.issue(order)), endOf(client.issue(order))]);
    expect([ends, askedOf(bureau)]).toEqual([['StopAndTellPerson', 'StopAndTellPerson'], 'issue']);
  });

  it('as a query is answered by the issue in flight', async () => {
    const { client, bureau } = createTaxpayer();
    const [issued, asked] = await Promise.all([client.issue(order), client.query(order.orderNo)]);
    expect([asked.invoice, askedOf(bureau)]).toEqual([issued.invoice, 'issue']);
  });

  it('as an issue waits for a query in flight and then goes itself', async () => {
    const { client, bureau } = createTaxpayer();
    const ends = await Promise.all([endOf(client.query(order.orderNo)), endOf(client.issue(order))]);
    expect([ends, askedOf(bureau)]).toEqual([['NothingFound', 'issued'], 'query issue']);
  });

  it('with other content waits for its turn and asks for itself', async () => {
    const { client, bureau } = createTaxpayer();
    const other = { ...order, remark: 'another sale' };
    const ends = await Promise.all([endOf(client.issue(order)), endOf(client.issue(other))]);
    expect([ends, askedOf(bureau)]).toEqual([['issued', 'issued'], 'issue issue']);
  });

  it('after the first has ended goes by itself', async () => {
    const { client, bureau } = createTaxpayer();
    await client.issue(order);
    await client.issue(order);
    expect(askedOf(bureau)).toBe('issue issue');
  });
});

it('two orders are issued at the same time', async () => {
  const { client, blocked } = createTaxpayer();
  const issued = await Promise.all([client.issue(order), client.issue(sampleOrder('SO-2'))]);
  expect([issued.map((report) => report.outcome), blocked]).toEqual([['issued', 'issued'], []]);
});
