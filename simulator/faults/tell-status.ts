// Fault `tellStatus`: the query names another status than the books have, and signs it (a bureau whose views lag or err).
import type { EffectKind } from './effect.ts';

/** Those of `invoice.query` (P). */
const statuses = ['processing', 'issued', 'delivered', 'failed', 'void', 'red-partial', 'red-full'];

/** `{ tellStatus: "failed" }` for `invoice.query`: the true answer but for its status; what is not there stays 4004. */
export const tellStatusFault: EffectKind = {
  word: 'tellStatus',
  companions: [],
  onlyBefore: 'a query commits nothing',
  interfaces: ['invoice.query'],
  check: ({ tellStatus }) =>
    statuses.some((known) => known === tellStatus)
      ? null
      : { member: 'tellStatus', detail: `is one of ${statuses.join(', ')}` },
  act: ({ tellStatus }) => ({ action: { kind: 'tell-status', status: String(tellStatus) }, acts: 'on-answer' }),
};
