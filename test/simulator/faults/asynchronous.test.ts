// What a client sees of the fault asynchronous: its order is accepted, and issued a while later.
import { describe, expect, it } from 'vitest';
import { readRules } from '../../../simulator/faults/rule.ts';
import { fault, openCounter } from '../counter.ts';
import { order } from '../operations/books.ts';

const hits = (counter: ReturnType<typeof openCounter>) => counter.tenant.faults.list().map((rule) => rule.hits);

describe('the fault asynchronous', () => {
  it('has an order accepted that would be issued at once', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ asynchronous: true }, { when: { nth: [1] } }));
    expect(await counter.ask({ payload: order })).toMatchObject({ returnCode: '0001', data: { status: 'processing' } });
    expect([counter.invoices().length, hits(counter)]).toEqual([0, [1]]);
    expect(counter.lastEntry()).toMatchObject({ fault: { id: 'fault', effect: { asynchronous: true } } });
    await counter.tenant.moveClock({ advanceMs: 5000 });
    expect(counter.invoices().length).toBe(1);
    expect((await counter.ask({ payload: { ...order, orderNo: 'SO-2' } })).returnCode).toBe('0000');
  });

  it('leaves alone what is no order or is refused', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ asynchronous: true }));
    expect((await counter.ask({ payload: { ...order, clerk: '' } })).returnCode).toBe('1001');
    expect((await counter.ask({ interface: 'quota.query' })).returnCode).toBe('0000');
    expect(hits(counter)).toEqual([0]);
  });

  it('is refused where it has no meaning', () => {
    const rule = { id: 'late', phase: 'after-commit', effect: { asynchronous: true } };
    expect(readRules([rule], { interfaces: [] })).toMatchObject({
      ok: false,
      objections: [{ pointer: '/0/phase', detail: expect.stringContaining('before it is committed') }],
    });
  });
});
