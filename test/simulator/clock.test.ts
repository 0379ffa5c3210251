import { describe, expect, it } from 'vitest';
import { type ClockMode, createTenantClock } from '../../simulator/clock.ts';

/** Timers that fire when told; the machine's time is `now`. */
const handTimers = () => {
  const pending = new Set<{ readonly atMs: number; readonly run: () => void }>();
  const timers = {
    time: 1000,
    now: () => timers.time,
    elapsedMs: () => timers.time,
    after: (delayMs: number, run: () => void) => {
      const timer = { atMs: timers.time + delayMs, run };
      pending.add(timer);
      return () => void pending.delete(timer);
    },
    pass: (ms: number) => {
      timers.time += ms;
      for (const timer of [...pending].filter(({ atMs }) => atMs <= timers.time)) {
        pending.delete(timer);
        timer.run();
      }
    },
    waiting: () => [...pending].map(({ atMs }) => atMs),
  };
  return timers;
};

const open = (mode: ClockMode, rate = 1) => {
  const timers = handTimers();
  const clock = createTenantClock({ mode, rate, now: 500, timers });
  const log: [string, number][] = [];
  const note = (name: string, dueMs: number) => clock.at(dueMs, () => void log.push([name, clock.now()]));
  return { clock, timers, log, note };
};

describe('a frozen clock', () => {
  it('stands still and moves only when told', () => {
    const { clock, timers } = open('frozen');
    timers.pass(10_000);
    expect([clock.now(), clock.nextDueAt()]).toEqual([500, null]);
    clock.advanceTo(900);
    expect(clock.now()).toBe(900);
  });

  it('runs what is due in order, each at its own instant', () => {
    const { clock, log, note } = open('frozen');
    note('third', 800);
    note('first', 600);
    note('second', 600);
    note('not yet', 901);
    clock.advanceTo(900);
    expect(log).toEqual([
      ['first', 600],
      ['second', 600],
      ['third', 800],
    ]);
    expect([clock.now(), clock.nextDueAt()]).toEqual([900, 901]);
  });

  it('runs what an event set down on the way', () => {
    const { clock, log, note } = open('frozen');
    clock.at(600, () => void note('delivered', 700));
    clock.advanceTo(800);
    expect(log).toEqual([['delivered', 700]]);
  });

  it('never goes back', () => {
    const { clock } = open('frozen');
    clock.advanceTo(400);
    expect(clock.now()).toBe(500);
  });

  it('does not run what was cancelled', () => {
    const { clock, log, note } = open('frozen');
    note('cancelled', 600).cancel();
    clock.advanceTo(700);
    expect(log).toEqual([]);
  });

  it("jumps to the machine's time when it is let go, and what that makes due happens", () => {
    const { clock, timers, log, note } = open('frozen');
    note('due', 900);
    clock.setPace({ mode: 'real', rate: 1 });
    timers.pass(0);
    expect([clock.now(), log]).toEqual([1000, [['due', 1000]]]);
  });
});

describe('a real clock', () => {
  it('winds one timer, for the earliest event, and the next after it', () => {
    const { timers, log, note } = open('real');
    note('later', 3000);
    note('sooner', 2000);
    expect(timers.waiting()).toEqual([2000]);
    timers.pass(1000);
    expect([log, timers.waiting()]).toEqual([[['sooner', 2000]], [3000]]);
  });

  it('is not moved from outside', () => {
    const { clock } = open('real');
    clock.advanceTo(9000);
    expect(clock.now()).toBe(1000);
  });

  it('keeps the present instant when it is frozen, and waits for nothing', () => {
    const { clock, timers, note } = open('real');
    note('due', 2000);
    clock.setPace({ mode: 'frozen', rate: 1 });
    timers.pass(5000);
    expect([clock.now(), timers.waiting(), clock.nextDueAt()]).toEqual([1000, [], 2000]);
  });

  it('runs nothing more once it is stopped', () => {
    const { clock, timers, log, note } = open('real');
    note('before', 2000);
    clock.stop();
    note('after', 2000);
    timers.pass(5000);
    expect([log, timers.waiting(), clock.nextDueAt()]).toEqual([[], [], null]);
  });
});

describe('a clock with a rate', () => {
  it('runs so many times as fast from where it began, and so do its timers', () => {
    const { clock, timers, log, note } = open('real', 20);
    note('due', 2500);
    expect([clock.now(), timers.waiting()]).toEqual([500, [1100]]);
    timers.pass(100);
    expect([clock.now(), log]).toEqual([2500, [['due', 2500]]]);
  });

  it('keeps the present instant when the rate changes, and goes on from there', () => {
    const { clock, timers } = open('real', 10);
    timers.pass(100);
    clock.setPace({ mode: 'real', rate: 2 });
    timers.pass(100);
    expect(clock.now()).toBe(500 + 1000 + 200);
  });

  it('is frozen where it stands', () => {
    const { clock, timers } = open('real', 10);
    timers.pass(100);
    clock.setPace({ mode: 'frozen', rate: 1 });
    timers.pass(100);
    expect(clock.now()).toBe(1500);
  });
});
