// How long the client stays away from a busy bureau (C-6).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { sampleOrder } from './sample-order.ts';
import { createTaxpayer, endOf } from './taxpayer.ts';

const busy = (retryAfter?: string, code = '3001'): Reply => ({
  code,
  ...(retryAfter === undefined ? {} : { retryAfter }),
});

const waitsAfter = async (...script: Reply[]) => {
  const { client, clock } = createTaxpayer(script);
  const end = await endOf(client.issue(sampleOrder()));
  return { end, waits: clock.waits.map(([, seconds]) => seconds) };
};

describe('a busy bureau', () => {
  it('is left alone n × 10 s after the n-th busy answer', async () => {
    expect((await waitsAfter(busy(), busy(), busy())).waits).toEqual([10, 20, 30]);
  });

  it('is left alone for retryAfter where that is longer', async () => {
    expect((await waitsAfter(busy('25'), busy('5', '3004'))).waits).toEqual([25, 25]);
  });

  it('is never asked sooner than the time before, up to 300 s', async () => {
    expect((await waitsAfter(busy('600'), busy('1'), busy('1'))).waits).toEqual([600, 300, 300]);
  });

  it('in maintenance is left alone for retryAfter alone', async () => {
    expect((await waitsAfter(busy('7', '3003'), busy('3', '3003'))).waits).toEqual([7, 3]);
  });

  it('in a maintenance without an end is left alone longer each time (B-16)', async () => {
    expect((await waitsAfter(busy(undefined, '3003'), busy(undefined, '3003'), busy('7', '3003'))).waits).toEqual([
      10, 20, 7,
    ]);
  });

  it('begins a new row after any other answer', async () => {
    const { waits } = await waitsAfter(busy(), busy(), { code: '0001' }, busy());
    expect(waits).toEqual([10, 20, 3, 10]);
  });

  it('is given up to a person after 12 waits, never before 8', async () => {
    const { end, waits } = await waitsAfter(...Array.from({ length: 20 }, () => busy()));
    expect(end).toBe('OutcomeUnknown');
    expect(waits).toEqual([10, 20, 30, 40, 50, 60, 70, 80, 90, 100, 110, 120]);
  });

  it('is given up to a person before 24 h are exceeded', async () => {
    const { end, waits } = await waitsAfter(busy('80000', '3003'), busy('80000', '3003'));
    expect({ end, waits }).toEqual({ end: 'OutcomeUnknown', waits: [80000] });
  });
});
