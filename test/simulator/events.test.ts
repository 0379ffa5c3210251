import { describe, expect, it } from 'vitest';
import { createEventStream } from '../../simulator/events.ts';
import { fault, openCounter, settle } from './counter.ts';
import { noon, order } from './operations/books.ts';

describe('the event stream', () => {
  it('replays what came later, as far back as it keeps', () => {
    const stream = createEventStream(2);
    for (const at of [1, 2, 3]) stream.publish('clock-advanced', { at });
    expect(stream.since(0).map(({ id }) => id)).toEqual([2, 3]);
    expect(stream.since(2)).toEqual([{ id: 3, event: 'clock-advanced', data: { at: 3 } }]);
  });

  it('tells who listens, until they leave', () => {
    const stream = createEventStream(2);
    const heard: number[] = [];
    const leave = stream.subscribe(({ id }) => void heard.push(id));
    stream.publish('clock-advanced', {});
    leave();
    stream.publish('clock-advanced', {});
    expect(heard).toEqual([1]);
  });

  it('follows an order from its arrival to its delivery', async () => {
    const counter = openCounter();
    await counter.ask({ payload: order });
    await counter.tenant.moveClock({ advanceTo: noon + 60_000 });
    expect(counter.events.since(0).map(({ event, data }) => [event, data['to'] ?? data['end'] ?? null])).toEqual([
      ['exchange-opened', null],
      ['status-changed', 'issued'],
      ['exchange-ended', 'answered'],
      ['status-changed', 'delivered'],
      ['clock-advanced', null],
    ]);
  });

  it('tells when a fault holds somebody, and which request that is', async () => {
    const counter = openCounter();
    counter.setFaults(fault({ hold: true }));
    const { message } = counter.begin({ payload: order });
    await settle();
    expect(counter.events.since(1)).toMatchObject([
      { event: 'exchange-held', data: { tenant: 'counter', exchange: 1, nonce: message['nonce'] } },
    ]);
  });
});
