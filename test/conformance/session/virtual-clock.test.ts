// The virtual clock against a bureau and a client of a few lines each: who goes first, and when nobody goes.
import { expect, it } from 'vitest';
import { openTable, startMs } from './small-table.ts';

it('goes to the earliest due instant and wakes one sleep there', async () => {
  const table = openTable({ sleeps: { late: 20_000, soon: 10_000 } });
  await table.clock.advance(15_000);
  expect(table.happened).toEqual(['bureau +10', 'wake soon', 'bureau +15']);
});

it('lets the bureau act first at the same instant', async () => {
  const table = openTable({ sleeps: { s1: 10_000 }, events: [10_000] });
  await table.clock.advance(10_000);
  expect(table.happened).toEqual(['bureau +10, event', 'bureau +10', 'wake s1', 'bureau +10']);
});

it('lets all events of one instant happen before the first wake', async () => {
  const table = openTable({ sleeps: { s1: 10_000 }, events: [10_000, 10_000] });
  await table.clock.advance(10_000);
  expect(table.happened.filter((entry) => !entry.endsWith('+10'))).toEqual([
    'bureau +10, event',
    'bureau +10, event',
    'wake s1',
  ]);
});

it('wakes sleeps of one instant one at a time, in the order opened', async () => {
  const table = openTable({ sleeps: { second: 10_000, first: 10_000 } });
  await table.clock.advance(10_000);
  expect(table.happened.filter((entry) => entry.startsWith('wake'))).toEqual(['wake second', 'wake first']);
});

it('waits for the word after a wake before the next one', async () => {
  const table = openTable({ sleeps: { a: 10_000, b: 10_000 }, dumbAfterWake: true });
  const over = table.clock.advance(10_000);
  await table.wokenOnce;
  expect(table.happened.filter((entry) => entry.startsWith('wake'))).toEqual(['wake a']);
  table.speakAgain();
  table.hear({ type: 'idle', session: 't' });
  await over;
  expect(table.happened.filter((entry) => entry.startsWith('wake'))).toEqual(['wake a', 'wake b']);
});

it('tells the client the instant of its wake', async () => {
  const table = openTable({ sleeps: { s1: 10_000 } });
  await table.clock.advance(60_000);
  expect(table.said).toContainEqual(expect.objectContaining({ type: 'wake', now: '2026-11-23T10:00:10.000+08:00' }));
  expect(table.conversation.now()).toBe(startMs + 60_000);
});

it('does not pass the end of an advance', async () => {
  const table = openTable({ sleeps: { s1: 10_000 }, events: [9000] });
  await table.clock.advance(8999);
  expect(table.happened).toEqual(['bureau +8.999']);
});

it('convicts a session in which nothing will ever wake anybody', async () => {
  const table = openTable({ sleeps: {} });
  await expect(table.clock.runUntil(() => false)).rejects.toMatchObject({
    end: { kind: 'adapter-error', reason: 'every open command rests, and nothing will ever wake one' },
  });
});

it('convicts a client that sleeps for nothing without end', async () => {
  const table = openTable({ sleeps: { s: 0 }, sleepsAgain: true });
  await expect(table.clock.runUntil(() => false)).rejects.toMatchObject({
    end: { kind: 'adapter-error', reason: 'more than 10000 moves of the clock' },
  });
});

it('stands while a push is on its way', async () => {
  const table = openTable({ sleeps: { s: 10_000 }, looks: [{ pushes: 1 }, { pushes: 1, cancels: 's' }] });
  await table.clock.advance(10_000);
  expect(table.happened).toEqual(['bureau +10']);
});

it('waits for no word while a push alone is on its way: the client has its 10 s to answer (B-4)', async () => {
  const table = openTable({ sleeps: {}, looks: [{ pushes: 1 }, { pushes: 1 }, { pushes: 0 }] });
  await table.clock.settle(() => false);
  expect(table.patience).toEqual(['begins', 'ends', 'begins', 'ends']);
});

it('reads what the client said before it answered a push, though the answer was heard of first', async () => {
  const table = openTable({
    sleeps: { s: 10_000 },
    looks: [{ pushes: 1 }, { pushes: 0 }, { pushes: 0, cancels: 's' }],
  });
  await table.clock.advance(10_000);
  expect(table.happened).toEqual(['bureau +10']);
});

it('ends a wait when the process is gone', async () => {
  const table = openTable({ sleeps: { a: 10_000 }, dumbAfterWake: true });
  const over = table.clock.advance(10_000);
  await table.wokenOnce;
  table.leave('the process ended');
  await expect(over).rejects.toMatchObject({ end: { kind: 'adapter-error', reason: 'the process ended' } });
});

it('does not move before an open command has spoken', async () => {
  const table = openTable({ sleeps: {} });
  table.conversation.giveCommand('c1', { command: 'issue' });
  const over = table.clock.runUntil(() => !table.conversation.books.isOpen('c1'));
  expect(table.happened).toEqual([]);
  table.hear({ type: 'result', id: 'c1', outcome: 'unknown', attempts: 1 });
  await over;
  expect(table.conversation.claims.get('c1')?.outcome).toBe('unknown');
});

it('convicts a client that keeps talking and never rests', async () => {
  const table = openTable({ sleeps: {} });
  table.conversation.giveCommand('c1', { command: 'issue' });
  const over = table.clock.runUntil(() => !table.conversation.books.isOpen('c1'));
  for (let minute = 0; minute < 2; minute += 1) {
    table.timers.pass(60_000);
    table.hear({ type: 'idle', session: 't' });
  }
  await expect(over).rejects.toMatchObject({
    end: { kind: 'adapter-error', reason: 'the client kept talking, but something did not rest for 120000 ms (D-4)' },
  });
});
