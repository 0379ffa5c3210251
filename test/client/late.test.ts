// What is issued and not delivered in time is reported as late, and nothing else is (C-14, D-2).
import { describe, expect, it } from 'vitest';
import { createTaxClient } from '../../client/tax-client.ts';
import { createFakeBureau, credentials } from './fake-bureau.ts';
import { invoiceOf, sampleOrder } from './sample-order.ts';
import { baseUrl } from './taxpayer.ts';
import { createTestClock } from './test-clock.ts';

const order = sampleOrder();

/** The query comes at 10:00:00; `issuedAt` is when the invoice was issued. */
const ask = async (issuedAt: string, { status = 'issued', deliveryDueMs = 60_000 as number | null } = {}) => {
  const clock = createTestClock();
  const { fetch } = createFakeBureau(clock, [{ code: '0000', data: { ...invoiceOf(order, status), issuedAt } }]);
  const client = createTaxClient({ baseUrl, credentials, clock, fetch, settings: { deliveryDueMs } });
  return (await client.query(order.orderNo)).late;
};

describe('an invoice', () => {
  it.each([
    ['2026-11-23 09:59:00', false],
    ['2026-11-23 09:58:59', true],
    ['yesterday', false],
  ])('issued at %s and due after a minute is late: %s', async (issuedAt, late) => {
    expect(await ask(issuedAt)).toBe(late);
  });

  it.each(['delivered', 'void', 'red-full'])('that is %s is not late', async (status) => {
    expect(await ask('2026-11-01 00:00:00', { status })).toBe(false);
  });

  it('is never late where nothing is due', async () => {
    expect(await ask('2026-11-01 00:00:00', { deliveryDueMs: null })).toBe(false);
  });
});
