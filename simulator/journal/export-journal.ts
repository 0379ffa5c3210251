// The journal of a tenant as it leaves the house: one line for each exchange and each change, in order (B-11).
import { setImmediate as nextTurn } from 'node:timers/promises';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { View } from '../control/controlled.ts';
import type { Register } from '../register/register.ts';
import type { ChangeBook, NotedChange } from './changes.ts';
import type { JournalEntry } from './entry.ts';
import type { ExportWish } from './export-wish.ts';
import type { Journal } from './journal.ts';
import { maskChange, maskExchange } from './masked-entry.ts';
import { createRedaction } from './secret-spellings.ts';
import { type CsvWriter, createCsvWriter } from './write-csv.ts';

export type JournalExport = {
  readonly journal: Journal;
  readonly changes: ChangeBook;
  readonly register: Register;
  readonly wish: ExportWish;
};

/** Few: a request may have had 4 MiB. Between two pages everybody else has a turn. */
const pageSize = 50;

type Numbered = { readonly seq: number };

/** Page by page up to the number `last`; what comes meanwhile is left out. */
function* walk<T extends Numbered>(last: number, readAfter: (seq: number) => readonly T[]): Generator<T, null> {
  for (let after = 0; after < last; ) {
    const page = readAfter(after);
    for (const item of page) if (item.seq <= last) yield item;
    after = page.length === pageSize ? (page.at(-1)?.seq ?? last) : last;
  }
  return null;
}

const exchangesOf = (journal: Journal): Generator<JournalEntry, null> =>
  walk(journal.lastSeq(), (after) => journal.read({ after, limit: pageSize }).entries);

const changesOf = (changes: ChangeBook): Generator<NotedChange & Numbered, null> =>
  walk(changes.lastSeq(), (after) => changes.read({ after, limit: pageSize }).changes);

type Noted = { readonly exchange: JournalEntry } | { readonly change: NotedChange & Numbered };

/** At one instant the bureau goes first (D-4), but no change comes before the exchange that caused it. */
const comesFirst = (exchange: JournalEntry, change: NotedChange | null): boolean => {
  if (change === null || exchange.receivedAt < change.at) return true;
  if (exchange.receivedAt > change.at || change.kind === 'push') return false;
  return change.actor.by === 'exchange' && change.actor.exchange >= exchange.seq;
};

/** By their instants. */
function* inOrder({ journal, changes }: JournalExport): Generator<Noted> {
  const [exchanges, news] = [exchangesOf(journal), changesOf(changes)];
  let [exchange, change] = [exchanges.next().value, news.next().value];
  while (exchange !== null || change !== null) {
    if (exchange !== null && comesFirst(exchange, change)) {
      yield { exchange };
      exchange = exchanges.next().value;
    } else if (change !== null) {
      yield { change };
      change = news.next().value;
    }
  }
}

const secretsOf = ({ applications }: Register): readonly string[] =>
  [...applications.values()].flatMap(({ appSecret, sm4Key }) => [appSecret, sm4Key]);

const momentOf = (noted: Noted): string => ('exchange' in noted ? noted.exchange.receivedAt : noted.change.at);

type Range = { readonly from?: string; readonly to?: string };

const rangeOf = ({ from, to }: ExportWish): Range => ({
  ...(from === null ? {} : { from: writeInstant(from) }),
  ...(to === null ? {} : { to: writeInstant(to) }),
});

/** Instants have one length and one zone, so that their texts compare like they do. */
const isWithin = (at: string, { from, to }: Range): boolean =>
  (from === undefined || at >= from) && (to === undefined || at < to);

/** A body that is no text may hold a secret at any place of its base64. */
const withoutHiddenBytes = (entry: JournalEntry, redact: (text: string) => string): JournalEntry => {
  const { body, bodyEncoding } = entry.request;
  if (bodyEncoding === 'utf8') return entry;
  const bytes = Buffer.from(body, 'base64').toString('latin1');
  return redact(bytes) === bytes ? entry : { ...entry, request: { ...entry.request, body: '***' } };
};

const writerOf = (format: ExportWish['format']): CsvWriter =>
  format === 'ndjson' ? { begin: '', row: (view) => `${JSON.stringify(view)}\n` } : createCsvWriter(format);

/**
 * Pieces of newline-delimited JSON, or of CSV. `kind` is `exchange`, or that of the change; the last line, of kind `end`,
 * counts what came and what the journal had dropped before: without it the export is cut off. Secrets are in no export,
 * not even where a client put them into its payload.
 */
export async function* exportJournal(what: JournalExport): AsyncGenerator<string> {
  const { register, wish, journal, changes } = what;
  const { shown, format } = wish;
  const range = rangeOf(wish);
  const redact = createRedaction(secretsOf(register));
  const known = [...register.sellers.keys()];
  const viewOf = (noted: Noted): View => {
    if ('change' in noted) return shown === 'plain' ? noted.change : maskChange(noted.change, known);
    const { exchange } = noted;
    return {
      kind: 'exchange',
      ...(shown === 'plain' ? withoutHiddenBytes(exchange, redact) : maskExchange(exchange, known)),
    };
  };
  const writer = writerOf(format);
  const write = (view: View): string => redact(writer.row(view));
  const count = { exchanges: 0, changes: 0 };
  let page: string[] = [writer.begin];
  for (const noted of inOrder(what)) {
    if (isWithin(momentOf(noted), range)) {
      count['exchange' in noted ? 'exchanges' : 'changes'] += 1;
      page.push(write(viewOf(noted)));
    }
    if (page.length < pageSize) continue;
    yield page.join('');
    page = [];
    await nextTurn();
  }
  const [exchanges, news] = [journal.table.anchor(), changes.table.anchor()];
  const dropped = { exchanges: exchanges.dropped, changes: news.dropped };
  const droppedWithinRetention = exchanges.droppedWithinRetention + news.droppedWithinRetention;
  yield `${page.join('')}${write({ kind: 'end', shown, ...range, ...count, dropped, droppedWithinRetention })}`;
}
