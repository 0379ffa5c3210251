// The gates between standing and decryption that send away whoever comes at a bad time: maintenance, rate, load (E-6).
import type { GateVerdict } from '../operations/decision.ts';
import { createRecentCount, type RecentCount } from '../recent-count.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';
import { judgeLoad } from './load.ts';
import { judgeMaintenance } from './maintenance.ts';
import { createRateMemory, judgeRate, type RateMemory } from './rate-limit.ts';

/** What a tenant's bureau remembers of who came when. */
export type Traffic = {
  readonly rates: RateMemory;
  /** Requests that reached the load's gate within the last second. */
  readonly requests: RecentCount;
  readonly clear: () => void;
};

export const createTraffic = (): Traffic => {
  const rates = createRateMemory();
  const requests = createRecentCount(1000);
  return {
    rates,
    requests,
    clear: () => {
      rates.clear();
      requests.clear();
    },
  };
};

/** Of these gates, those that the tenant has. */
export const trafficGates = (
  { maintenance, rateLimit, busyAbovePerSecond }: TenantSettings,
  traffic: Traffic,
  { appId, now }: { readonly appId: string; readonly now: number },
): readonly (() => GateVerdict)[] => [
  ...(maintenance?.length ? [() => judgeMaintenance(maintenance, now)] : []),
  ...(rateLimit ? [() => judgeRate(traffic.rates.admit(appId, rateLimit, now), rateLimit)] : []),
  ...(typeof busyAbovePerSecond === 'number' ? [() => judgeLoad(traffic.requests.note(now), busyAbovePerSecond)] : []),
];
