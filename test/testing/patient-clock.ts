// A client's clock whose waits move the clock of its tenant; a response timeout never runs out.
import type { Clock } from '../../client/clock.ts';
import type { TestTenant } from '../../testing/test-tenant.ts';

export const patientClock = ({ clock }: TestTenant): Clock => ({
  now: clock.now,
  sleep: async (durationMs, { reason, signal }) => {
    if (reason === 'response-timeout')
      return new Promise((_, fail) => signal.addEventListener('abort', () => fail(signal.reason)));
    await clock.advance(durationMs);
  },
});
