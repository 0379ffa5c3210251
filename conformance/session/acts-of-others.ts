// What happens in a session besides what the client does: the kit's own requests, whose sheets are whose, the table's drift.
import type { Control, TenantView } from '../bureau/control.ts';
import type { Step } from '../scenario/scenario.ts';
import type { SeededRandom } from '../seeded-random.ts';
import { growthOf } from './growth.ts';
import { askAsKit } from './kit-desk.ts';
import type { Papers } from './papers.ts';
import type { SessionKeys } from './tenant-of.ts';

type Stage = {
  readonly venue: { readonly control: Control; readonly ca: string };
  readonly tenant: TenantView;
  readonly conversation: { readonly now: () => number };
  readonly keys: SessionKeys;
  readonly papers: Papers;
  readonly random: SeededRandom;
  readonly kitNonces: Set<string>;
  readonly othersSheets: Set<string>;
};

/** The kit asks the bureau itself, with the session's own keys. */
export const askElsewhere = async (stage: Stage, what: Parameters<typeof askAsKit>[0]): Promise<void> => {
  const { tenant, venue, conversation, keys, papers, random } = stage;
  const desk = { baseUrl: tenant.baseUrls.https, ca: venue.ca, keys, papers, nowMs: conversation.now(), random };
  stage.kitNonces.add(await askAsKit(what, desk));
};

/** Whatever sheet comes of an act of others is not the client's. */
export const noteSheets = async ({ venue, tenant, othersSheets }: Stage, act: () => Promise<void>): Promise<void> => {
  const before = new Set((await venue.control.sheets(tenant.id)).map(({ sheetNo }) => sheetNo));
  await act();
  for (const { sheetNo } of await venue.control.sheets(tenant.id)) if (!before.has(sheetNo)) othersSheets.add(sheetNo);
};

/** The table grows first, so that what changes stands behind all that came (B-9). */
export const drift = async ({ venue, tenant }: Stage, step: Extract<Step, { kind: 'drift' }>): Promise<void> => {
  if (step.grow) await venue.control.post(tenant.id, 'tax-codes', { changes: growthOf(step.grow) });
  await venue.control.post(tenant.id, 'tax-codes', { changes: step.changes });
};
