// Before a session opens: its keys are drawn, its tenant is made at the bureau, its certificates are applied for.
import type { TenantView } from '../bureau/control.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { drawPapers, type Papers } from './papers.ts';
import type { Venue } from './session.ts';
import { createSessionTenant, drawKeys, type SessionKeys } from './tenant-of.ts';

type Settled = { readonly tenant: TenantView; readonly keys: SessionKeys; readonly papers: Papers };

/** Rejects when the bureau refuses. */
export const settleIn = async (
  scenario: Scenario,
  { control, time, seed }: Pick<Venue, 'control' | 'time' | 'seed'>,
  random: SeededRandom,
): Promise<Settled> => {
  const drawn = drawKeys(random, scenario.session);
  const tenant = await createSessionTenant(control, scenario, { keys: drawn, time, seed, purpose: scenario.id });
  const keys = { ...drawn, bureauPublicKeyPem: tenant.bureauPublicKeyPem };
  const papers = await drawPapers(control, scenario.session, { tenant: tenant.id, keys, random });
  return { tenant, keys, papers };
};
