// What is due in a tenant and when: a heap, because under load a delivery is open for every invoice of the last minute.

export type Due = { readonly dueMs: number; readonly run: () => void };
export type Agenda = {
  readonly add: (due: Due) => { readonly cancel: () => void };
  /** The earliest instant (epoch ms), or null. */
  readonly nextDueAt: () => number | null;
  /** Takes out the earliest entry that is due by `untilMs`; of the same instant the one that was added first. */
  readonly take: (untilMs: number) => Due | null;
  readonly clear: () => void;
};

type Entry = Due & { readonly order: number; cancelled: boolean };

const isBefore = (a: Entry, b: Entry): boolean => (a.dueMs === b.dueMs ? a.order < b.order : a.dueMs < b.dueMs);

const push = (heap: Entry[], entry: Entry): void => {
  let at = heap.length;
  while (at > 0) {
    const above = (at - 1) >> 1;
    const parent = heap[above];
    if (!parent || !isBefore(entry, parent)) break;
    heap[at] = parent;
    at = above;
  }
  heap[at] = entry;
};

/** Fills the hole at the top with `last`, which sinks to its place. */
const sink = (heap: Entry[], last: Entry): void => {
  let at = 0;
  for (;;) {
    const left = heap[2 * at + 1];
    const right = heap[2 * at + 2];
    const child = left && right && isBefore(right, left) ? right : left;
    if (!child || !isBefore(child, last)) break;
    heap[at] = child;
    at = 2 * at + (child === left ? 1 : 2);
  }
  heap[at] = last;
};

const pop = (heap: Entry[]): void => {
  const last = heap.pop();
  if (last && heap.length > 0) sink(heap, last);
};

export const createAgenda = (): Agenda => {
  const heap: Entry[] = [];
  let count = 0;
  const first = (): Entry | null => {
    while (heap[0]?.cancelled) pop(heap);
    return heap[0] ?? null;
  };
  return {
    add: ({ dueMs, run }) => {
      count += 1;
      const entry: Entry = { dueMs, run, order: count, cancelled: false };
      push(heap, entry);
      return {
        cancel: () => {
          entry.cancelled = true;
        },
      };
    },
    nextDueAt: () => first()?.dueMs ?? null,
    take: (untilMs) => {
      const entry = first();
      if (!entry || entry.dueMs > untilMs) return null;
      pop(heap);
      return entry;
    },
    clear: () => {
      heap.length = 0;
    },
  };
};
