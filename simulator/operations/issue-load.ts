// How many orders a tenant's bureau has taken lately: above what it was told, it takes them for later (0001, section R).
import type { TenantSettings } from '../register/tenant-settings.ts';

const spanMs = 1000;

export type IssueLoad = {
  /** Notes an order taken at `now` (ms since the epoch); how many the last second has had, this one included. */
  readonly note: (now: number) => number;
  readonly clear: () => void;
};

/** An instant exactly one second ago no longer counts. */
export const createIssueLoad = (): IssueLoad => {
  let taken: number[] = [];
  return {
    note: (now) => {
      const first = taken.findIndex((at) => at > now - spanMs);
      taken = [...(first < 0 ? [] : taken.slice(first)), now];
      return taken.length;
    },
    clear: () => {
      taken = [];
    },
  };
};

/** Whether the order that is being taken now is only accepted, and issued later. */
export const isTakenForLater = (bureau: {
  readonly settings: TenantSettings;
  readonly load: IssueLoad;
  readonly now: number;
}): boolean => {
  const { issue, asynchronousAbovePerSecond: most } = bureau.settings;
  if (issue === 'asynchronous') return true;
  return typeof most === 'number' && bureau.load.note(bureau.now) > most;
};
