// Above so many orders a second a tenant's bureau takes them for later (0001, section R).
import type { RecentCount } from '../recent-count.ts';
import type { TenantSettings } from '../register/tenant-settings.ts';

/** Whether the order that is being taken now is only accepted, and issued later. */
export const isTakenForLater = (bureau: {
  readonly settings: TenantSettings;
  readonly load: RecentCount;
  readonly now: number;
}): boolean => {
  const { issue, asynchronousAbovePerSecond: most } = bureau.settings;
  if (issue === 'asynchronous') return true;
  return typeof most === 'number' && bureau.load.note(bureau.now) > most;
};
