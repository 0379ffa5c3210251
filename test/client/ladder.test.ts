// Waits after unknown outcomes and refused connections, exact to the second (C-7, C-8, C-11).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { sampleOrder } from './sample-order.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const times = (count: number, reply: Reply): Reply[] => Array.from({ length: count }, () => reply);

describe('the ladder', () => {
  it.each<[string, Reply]>([
    ['3002', { code: '3002' }],
    ['9999', { code: '9999' }],
    ['a reset', 'reset'],
    ['a half answer', 'garbage'],
    ['HTTP 502', { status: 502 }],
    ['HTTP 302', { status: 302 }],
    ['silence', 'hold'],
  ])('climbs three rungs of 10, 30 and 60 s after %s, then hands over', async (_what, reply) => {
    const { client, bureau, clock } = createTaxpayer(times(9, reply));
    expect(await endOf(client.issue(sampleOrder()))).toBe('OutcomeUnknown');
    expect(askedOf(bureau)).toBe('issue query query query');
    expect(clock.waits).toEqual([
      ['retry', 10],
      ['retry', 30],
      ['retry', 60],
    ]);
  });

  it('counts each wait from the end of the attempt', async () => {
    const { client, bureau } = createTaxpayer(times(2, 'hold'));
    await client.issue(sampleOrder());
    const began = bureau.seen.map((seen) => (seen.atMs - (bureau.seen[0]?.atMs ?? 0)) / 1000);
    expect(began).toEqual([0, 40, 100, 100]);
  });

  it('resends inside a rung and goes on to the next one', async () => {
    const { client, bureau, clock } = createTaxpayer(['reset', { code: '4004' }, 'hold', { code: '4004' }]);
    expect(await endOf(client.issue(sampleOrder()))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query issue query issue');
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 30]);
  });

  it('waits out a busy answer inside a rung without using one', async () => {
    const { client, clock } = createTaxpayer(['reset', { code: '3001' }, 'reset', 'reset', 'reset']);
    expect(await endOf(client.issue(sampleOrder()))).toBe('OutcomeUnknown');
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 10, 30, 60]);
  });

  it('adopts what was issued although the answer was lost', async () => {
    const { client, bureau } = createTaxpayer(['issue-and-hold']);
    const report = await client.issue(sampleOrder());
    expect([report.invoice?.invoiceNo, report.attempts]).toEqual(['26112000000000000001', 2]);
    expect([askedOf(bureau), bureau.issued.size]).toEqual(['issue query', 1]);
  });

  it('asks nothing when nothing was sent, and resends after the waits', async () => {
    const { client, bureau, clock } = createTaxpayer(['refused', 'refused']);
    expect((await client.issue(sampleOrder())).attempts).toBe(3);
    expect(askedOf(bureau)).toBe('issue');
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 30]);
  });

  it('hands over as unknown when the connection stays refused', async () => {
    const { client, clock } = createTaxpayer(times(9, 'refused'));
    await expect(client.issue(sampleOrder())).rejects.toMatchObject({
      name: 'OutcomeUnknown',
      attempts: 4,
      returnCode: null,
      message: expect.stringContaining('nothing was done'),
    });
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 30, 60]);
  });

  it('gives an unknown outcome its three rungs, whatever refused connections came before', async () => {
    const { client, clock } = createTaxpayer(['refused', 'refused', ...times(9, 'reset')]);
    await endOf(client.issue(sampleOrder()));
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 30, 10, 30, 60]);
  });

  it('queries again when the query of a rung is refused a connection', async () => {
    const { client, bureau, clock } = createTaxpayer(['reset', 'refused', { code: '4004' }]);
    expect(await endOf(client.issue(sampleOrder()))).toBe('issued');
    expect(askedOf(bureau)).toBe('issue query issue');
    expect(clock.waits.map(([, seconds]) => seconds)).toEqual([10, 30]);
  });
});
