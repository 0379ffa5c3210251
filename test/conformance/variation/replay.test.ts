// A run with a seed, twice: the client gets the same orders in the same bytes, and the bureau and the kit vary alike.
import { expect, it } from 'vitest';
import { certifyVaried } from './certify-varied.ts';

const reference = 'node client/driver/main.ts';
const only = '{first-contact/four-invoices,xml/issued-and-found,busy/*}';

/** What the seed decides of a run, without what the machine and the client decide. */
const decided = async (seed: number) =>
  (await certifyVaried(reference, { seed, only })).scenarios.map(({ evidence, verdict }) => ({
    verdict: verdict.verdict,
    variation: evidence.variation,
    orders: JSON.stringify(evidence.dialogue.map(({ message }) => message['order'] ?? null)),
    session: evidence.dialogue[0]?.message['session'],
  }));

it('decides the same for the same seed, and otherwise for another', async () => {
  const [once, again, other] = [await decided(11), await decided(11), await decided(12)];
  expect(again).toEqual(once);
  for (const [at, { orders, session, variation }] of other.entries())
    expect([orders, session, variation]).not.toEqual([once[at]?.orders, once[at]?.session, once[at]?.variation]);
  expect(new Set([...once, ...other].map(({ verdict }) => verdict))).toEqual(new Set(['pass']));
});

it('varies nothing that it is told to leave out, and nothing that a scenario is about', async () => {
  const { scenarios } = await certifyVaried(reference, { seed: 11, only: 'busy/no-retry-after', calm: 'all' });
  expect(scenarios.map(({ evidence: { variation } }) => ({ ...variation, calm: [] }))).toEqual([
    { calm: [], orders: {}, lines: {}, answers: {} },
  ]);
  const acted = await Promise.all(
    [1, 2, 3, 4].map((seed) => certifyVaried(reference, { seed, only: 'busy/no-retry-after' })),
  );
  const answers = acted.flatMap((run) => run.scenarios.map(({ evidence }) => evidence.variation.answers));
  expect(answers.filter((counts) => 'retry-after' in counts)).toEqual([]);
  expect(answers.filter((counts) => 'member-order' in counts)).toHaveLength(4);
});
