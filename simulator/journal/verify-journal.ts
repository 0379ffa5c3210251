// Walks the chain of the journal and says where it breaks first: tamper evidence of what is kept (B-11).
import { setImmediate as nextTurn } from 'node:timers/promises';
import { type ChainedTable, hashOf, type PlacedLink } from './chained-table.ts';

/** `changed`: entry or hash is not what was written. `missing`: there is no entry at this place. */
export type Break = { readonly place: number; readonly seq: number | null; readonly why: 'changed' | 'missing' };
export type Verification = {
  readonly ok: boolean;
  readonly checked: number;
  /** Instant of the oldest entry that is kept; null when there is none. */
  readonly from: string | null;
  readonly dropped: number;
  readonly droppedWithinRetention: number;
  readonly firstBreak: Break | null;
  /** Whoever notes it elsewhere can tell, too, when all of the chain was written anew. */
  readonly head: { readonly place: number; readonly hash: string };
};

/** Between two of so many characters, or so many entries, everybody else has a turn. */
const longestStretch = { characters: 256 * 1024, entries: 100 };

type Walk = { place: number; hash: string };

const judge = (link: PlacedLink | null, walk: Walk): Break | null => {
  const place = walk.place + 1;
  if (link?.place !== place) return { place, seq: null, why: 'missing' };
  return link.hash === hashOf(walk.hash, link) ? null : { place, seq: link.seq, why: 'changed' };
};

/** What is written while it walks is left to the next one; what is dropped meanwhile is passed over. */
export const verifyTable = async (table: ChainedTable): Promise<Verification> => {
  const last = table.head();
  const walk: Walk = { ...table.anchor() };
  let firstBreak: Break | null = null;
  let [checked, from]: [number, string | null] = [0, null];
  for (let stretch = { characters: 0, entries: 0 }; firstBreak === null; ) {
    const anchor = table.anchor();
    if (anchor.place > walk.place) Object.assign(walk, { place: anchor.place, hash: anchor.hash });
    if (walk.place >= last) break;
    const link = table.after(walk.place);
    firstBreak = judge(link, walk);
    if (firstBreak !== null || link === null) break;
    Object.assign(walk, { place: link.place, hash: link.hash });
    [checked, from] = [checked + 1, from ?? link.at];
    stretch = { characters: stretch.characters + link.entry.length, entries: stretch.entries + 1 };
    if (stretch.characters < longestStretch.characters && stretch.entries < longestStretch.entries) continue;
    stretch = { characters: 0, entries: 0 };
    await nextTurn();
  }
  const { dropped, droppedWithinRetention } = table.anchor();
  const head = { place: walk.place, hash: walk.hash };
  return { ok: firstBreak === null, checked, from, dropped, droppedWithinRetention, firstBreak, head };
};

const earlier = (one: string | null, other: string | null): string | null =>
  one === null || other === null ? (one ?? other) : one < other ? one : other;

/** Exchanges and changes, each by itself, and what is to be said of both. */
export const verifyJournal = async (books: { readonly exchanges: ChainedTable; readonly changes: ChainedTable }) => {
  const exchanges = await verifyTable(books.exchanges);
  const changes = await verifyTable(books.changes);
  const broken = exchanges.firstBreak
    ? { book: 'exchanges', ...exchanges.firstBreak }
    : changes.firstBreak && { book: 'changes', ...changes.firstBreak };
  return {
    ok: broken === null,
    checked: exchanges.checked + changes.checked,
    from: earlier(exchanges.from, changes.from),
    dropped: exchanges.dropped + changes.dropped,
    droppedWithinRetention: exchanges.droppedWithinRetention + changes.droppedWithinRetention,
    firstBreak: broken,
    books: { exchanges, changes },
  };
};
