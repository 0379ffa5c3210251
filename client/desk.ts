// What every piece of work of one taxpayer shares: the road to the bureau, the store, the settings.
import type { Wire } from './attempt.ts';
import type { Pager } from './pager.ts';
import type { Settings } from './policy/settings.ts';
import type { Recovery } from './recovery.ts';
import type { DeedStore } from './store/store.ts';

export type Desk = {
  readonly wire: Wire;
  readonly store: DeedStore;
  readonly settings: Settings;
  readonly pager: Pager;
  readonly recovery: Recovery;
};
