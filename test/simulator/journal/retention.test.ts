// How long the journal is to be kept: five years at least, and what went sooner is counted (B-11).
import { expect, it } from 'vitest';
import { createBureau } from '../../../simulator/bureau.ts';
import { isWithinRetention } from '../../../simulator/journal/retention.ts';
import { openCounter } from '../counter.ts';
import { noon } from '../operations/books.ts';

const yearMs = 366 * 24 * 3_600_000;

it.each([
  ['2021-11-23T12:00:00.001+08:00', true],
  ['2021-11-23T12:00:00.000+08:00', false],
  ['2026-11-23T12:00:00.000+08:00', true],
  ['2020-02-29T12:00:00.000+08:00', false],
])('counts %s within five years of noon: %s', (at, within) => {
  expect(isWithinRetention(at, { now: noon, years: 5 })).toBe(within);
});

it.each([
  [0, 3],
  [4, 3],
  [6, 0],
])('counts what went within five years, when the bounds were met after %s years', async (years, within) => {
  const { tenant, ask } = openCounter({ journalBounds: { mostEntries: 3, mostBytes: 1_000_000 } });
  const asks = async () => {
    for (let count = 0; count < 3; count += 1) await ask({ interface: 'quota.query', payload: {} });
  };
  await asks();
  await tenant.moveClock({ advanceMs: years * yearMs });
  await asks();
  expect(tenant.view()['journal']).toMatchObject({ retentionYears: 5, dropped: 3, droppedWithinRetention: within });
  expect(await tenant.verifyJournal()).toMatchObject({ ok: true, dropped: 3, droppedWithinRetention: within });
});

it('goes by the setting of the tenant, from when it is set', async () => {
  const { tenant, ask } = openCounter({ journalBounds: { mostEntries: 1, mostBytes: 1_000_000 } });
  await ask({ interface: 'quota.query', payload: {} });
  expect((await tenant.patch({ settings: { retentionYears: 10 } })).ok).toBe(true);
  await tenant.moveClock({ advanceMs: 7 * yearMs });
  await ask({ interface: 'quota.query', payload: {} });
  expect(tenant.view()['journal']).toMatchObject({ retentionYears: 10, dropped: 1, droppedWithinRetention: 1 });
});

it.each([4, 0, 5.5, '5', 101])('refuses a setting of %s years, and changes nothing', async (retentionYears) => {
  const { tenant } = openCounter();
  expect(await tenant.patch({ settings: { retentionYears } })).toMatchObject({
    ok: false,
    problems: [{ pointer: '/settings/retentionYears' }],
  });
  expect(tenant.view()['journal']).toMatchObject({ retentionYears: 5 });
});

it('is what the bureau was opened with, for tenants that do not say', async () => {
  const bureau = await createBureau({ port: 0, controlPort: 0, retentionYears: 8 });
  expect(bureau.tenant('default')?.view()).toMatchObject({
    settings: { retentionYears: 8 },
    journal: { retentionYears: 8 },
  });
  await bureau.close();
});

it('is never less than five years, for a whole bureau either', async () => {
  await expect(createBureau({ port: 0, controlPort: 0, retentionYears: 4 })).rejects.toThrow(
    /5 at least, not 4 \(B-11\)/,
  );
});
