// A closed listener follows the rule's window by the tenant's clock.
import { expect, it } from 'vitest';
import { readInstant, writeInstant } from '../../../protocol/timestamp.ts';
import { watchListener } from '../../../simulator/doors/listener-watch.ts';
import { createFaultBook } from '../../../simulator/faults/fault-book.ts';

const start = readInstant('2026-11-23T10:00:00.000+08:00') ?? 0;
const at = (seconds: number): string => writeInstant(start + seconds * 1000);

/** A tenant's world by hand: its clock, its book, and a door that only says whether it is open. */
const createWorld = () => {
  let now = start;
  let events: { dueMs: number; run: () => void }[] = [];
  const faults = createFaultBook({ now: () => now, dice: () => 0 });
  const door = { open: true, hungUp: 0, shows: () => 'the true one' };
  const { stop } = watchListener({
    mayClose: () => true,
    faults,
    clock: {
      now: () => now,
      at: (dueMs, run) => {
        const event = { dueMs, run };
        events.push(event);
        return {
          cancel: () => {
            events = events.filter((one) => one !== event);
          },
        };
      },
    },
    doors: [
      {
        pause: () => {
          door.open = false;
        },
        resume: async () => {
          door.open = true;
        },
        disguise: (choose) => {
          door.shows = () => choose()?.certificate ?? 'the true one';
        },
        hangUp: () => {
          door.hungUp += 1;
        },
      },
    ],
    onFailure: (error) => {
      throw error;
    },
  });
  const goTo = (seconds: number) => {
    const to = start + seconds * 1000;
    for (let next = due(to); next; next = due(to)) {
      now = next.dueMs;
      events = events.filter((one) => one !== next);
      next.run();
    }
    now = to;
    return door.open;
  };
  const due = (to: number) => events.filter((one) => one.dueMs <= to).sort((a, b) => a.dueMs - b.dueMs)[0];
  return { faults, door, goTo, stop, pending: () => events.length };
};

const rule = (id: string, window: { from?: string; to?: string }) => ({
  id,
  match: {},
  when: { window },
  phase: 'before' as const,
  effect: { listenerClosed: true },
});

it('closes at the start of the window and opens at its end', () => {
  const world = createWorld();
  world.faults.replace([rule('out', { from: at(10), to: at(20) })]);
  expect([0, 9.999, 10, 19.999, 20].map(world.goTo)).toEqual([true, true, false, false, true]);
  expect(world.faults.list()[0]?.hits).toBe(1);
});

it('closes at once for a window that holds already, and counts it once', () => {
  const world = createWorld();
  world.faults.replace([rule('out', { to: at(5) }), rule('other', { from: at(3), to: at(8) })]);
  expect(world.door.open).toBe(false);
  expect([4, 7, 8].map(world.goTo)).toEqual([false, false, true]);
  expect(world.faults.list().map((one) => one.hits)).toEqual([1, 1]);
});

it('opens when the rules are cleared', () => {
  const world = createWorld();
  world.faults.add([rule('out', {})]);
  expect(world.door.open).toBe(false);
  world.faults.clear();
  expect(world.door.open).toBe(true);
});

it('disguises the doors inside the window, and hangs up at both ends of it', () => {
  const world = createWorld();
  const masked = { ...rule('mask', { from: at(10), to: at(20) }), effect: { falseCertificate: 'foreign-host' } };
  world.faults.replace([masked]);
  const seen = [0, 10, 20].map((seconds) => [world.goTo(seconds), world.door.shows(), world.door.hungUp]);
  expect(seen).toEqual([
    [true, 'the true one', 0],
    [true, 'foreign-host', 1],
    [true, 'the true one', 2],
  ]);
  expect(world.faults.list()[0]?.hits).toBe(1);
});

it('leaves no disguise behind when the tenant goes', () => {
  const world = createWorld();
  world.faults.replace([{ ...rule('mask', {}), effect: { falseCertificate: 'foreign-root' } }]);
  world.stop();
  expect(world.door.shows()).toBe('the true one');
});

it('leaves no event behind when the tenant goes', () => {
  const world = createWorld();
  world.faults.replace([rule('out', { from: at(10) })]);
  world.stop();
  world.faults.clear();
  expect(world.pending()).toBe(0);
});
