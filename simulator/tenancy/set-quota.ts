// The bureau changes a seller's quota: its total, what other channels used of it, the return of the month before (B-7).
import { fenOf } from '../../protocol/amount.ts';
import type { Controlled, View } from '../control/controlled.ts';
import { periodBefore, periodOf } from '../operations/quota.ts';
import { environmentsOf, viewQuota } from './views.ts';
import type { World } from './world.ts';

/** Answers the quota as `quota.query` would, in test where the seller has applications there; refused for a seller that is not here. Resolves when it is kept. */
export const setQuota = async (world: World, body: unknown): Promise<Controlled<View>> => {
  const { readQuotaRequest } = await import('../register/quota-request.ts');
  const request = readQuotaRequest(body);
  if (!request.ok) return request;
  const { sellerTaxNo, usedByOtherChannels, total, filed } = request.value;
  const { ledger, clock } = world;
  const present = world.register.sellers.get(sellerTaxNo);
  if (!present)
    return {
      ok: false,
      problems: [
        {
          pointer: '/sellerTaxNo',
          detail: `${sellerTaxNo} is no seller here`,
          remedy: `Sellers of this tenant: ${[...world.register.sellers.keys()].join(', ')}.`,
        },
      ],
    };
  const period = periodOf(clock.now());
  const seller = total === undefined ? present : { ...present, quota: total };
  world.register = { ...world.register, sellers: new Map(world.register.sellers).set(sellerTaxNo, seller) };
  ledger.together(() => {
    if (usedByOtherChannels !== undefined)
      ledger.quotaMarks.setUsedElsewhere({ sellerTaxNo, period }, fenOf(usedByOtherChannels) ?? 0n);
    if (filed !== undefined)
      ledger.quotaMarks.setFiled({ sellerTaxNo, period: periodBefore(period) }, filed ? 'filed' : 'open');
  });
  await ledger.committed();
  const [environment = 'test'] = environmentsOf(sellerTaxNo, world);
  return { ok: true, value: viewQuota(seller, environment, world) };
};
