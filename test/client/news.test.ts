// Genuine news ends the pause of who waits for it, and nothing else (C-12, C-10).
import { describe, expect, it } from 'vitest';
import type { Clock } from '../../client/clock.ts';
import { createTaxClient } from '../../client/tax-client.ts';
import { createFakeBureau, credentials, type Reply } from './fake-bureau.ts';
import { listed, original, red, redRequest, sheet } from './reversal-script.ts';
import { sampleOrder } from './sample-order.ts';
import { baseUrl } from './taxpayer.ts';
import { createTestClock } from './test-clock.ts';

const order = sampleOrder();
const news = { orderNo: order.orderNo, status: 'issued', at: '2026-11-23 10:00:00' } as const;

/** A client whose pauses last until somebody calls; `said` is what it announced, in order. */
const createWaiting = (...script: Reply[]) => {
  const passing = createTestClock();
  const said: string[] = [];
  const clock: Clock = {
    now: passing.now,
    sleep: (durationMs, options) => {
      said.push(options.reason);
      if (options.reason === 'response-timeout') return passing.sleep(durationMs, options);
      return new Promise((_resolve, reject) => {
        options.signal.addEventListener('abort', () => {
          said.push('cancel');
          reject(options.signal.reason);
        });
      });
    },
  };
  const bureau = createFakeBureau(passing, script);
  const client = createTaxClient({ baseUrl, credentials, clock, fetch: bureau.fetch });
  const resting = () => expect.poll(() => said.at(-1), { interval: 1 });
  return { client, bureau, said, resting };
};

describe('news of an order', () => {
  it('that is polled ends the pause, and the question is said before the news is answered', async () => {
    const { client, said, resting } = createWaiting(
      { code: '0001' },
      { code: '0000', data: { orderNo: order.orderNo, status: 'processing' } },
    );
    const outcome = client.issue(order);
    await resting().toBe('poll');
    await client.hear(news);
    expect(said).toEqual(['response-timeout', 'poll', 'cancel', 'response-timeout']);
    await resting().toBe('poll');
    await client.close();
    await expect(outcome).rejects.toThrow('closed');
  });

  it('proves nothing by itself: what the bureau answers decides', async () => {
    const { client, resting } = createWaiting(
      { code: '0001' },
      { code: '0000', data: { orderNo: order.orderNo, status: 'failed' } },
    );
    const outcome = client.issue(order);
    await resting().toBe('poll');
    await client.hear(news);
    await expect(outcome).rejects.toThrow('could not issue it');
  });

  it('does not shorten the wait of a rung', async () => {
    const { client, said, resting } = createWaiting('reset');
    void client.issue(order).catch(() => undefined);
    await resting().toBe('retry');
    await client.hear(news);
    expect(said.at(-1)).toBe('retry');
    await client.close();
  });

  it('of a red invoice asks for it by its own number, not for its sheet', async () => {
    const { client, bureau, resting } = createWaiting(original(), listed(), listed(), sheet('4203', '02'), red());
    const outcome = client.red(redRequest);
    await resting().toBe('poll');
    await client.hear({ ...news, orderNo: redRequest.orderNo });
    await expect(outcome).resolves.toMatchObject({ outcome: 'issued' });
    expect(bureau.seen.at(-1)?.interface).toBe('invoice.query');
  });

  it('of nobody who waits is passed over', async () => {
    await expect(createWaiting().client.hear(news)).resolves.toBeUndefined();
  });
});
