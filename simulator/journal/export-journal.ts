// The journal of a tenant as it leaves the house: one line of JSON for each exchange and each change, in order (B-11).
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Register } from '../register/register.ts';
import type { ChangeBook, NotedChange } from './changes.ts';
import type { JournalEntry } from './entry.ts';
import type { Journal } from './journal.ts';
import { maskChange, maskExchange } from './masked-entry.ts';

export type JournalExport = {
  readonly journal: Journal;
  readonly changes: ChangeBook;
  readonly register: Register;
  readonly shown: 'plain' | 'masked';
};

/** Few: a request may have had 4 MiB. Between two pages everybody else has a turn. */
const pageSize = 50;
const shortestSecret = 8;

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
  [...applications.values()]
    .flatMap(({ appSecret, sm4Key }) => [appSecret, sm4Key])
    .filter((secret) => secret.length >= shortestSecret);

/**
 * Pieces of newline-delimited JSON. `kind` is `exchange`, or that of the change; the last line, of kind `end`, counts what
 * came and what the journal had dropped before: without it the export is cut off. Secrets are in no export, not even
 * where a client put them into its payload.
 */
export async function* exportJournal(what: JournalExport): AsyncGenerator<string> {
  const { register, shown, journal, changes } = what;
  const secrets = secretsOf(register);
  const known = [...register.sellers.keys()];
  const viewOf = (noted: Noted): object => {
    if ('exchange' in noted)
      return {
        kind: 'exchange',
        ...(shown === 'plain' ? noted.exchange : maskExchange(noted.exchange, known)),
      };
    return shown === 'plain' ? noted.change : maskChange(noted.change, known);
  };
  const write = (view: object): string =>
    `${secrets.reduce((line, secret) => line.replaceAll(secret, '***'), JSON.stringify(view))}\n`;
  const count = { exchanges: 0, changes: 0 };
  let page: string[] = [];
  for (const noted of inOrder(what)) {
    count['exchange' in noted ? 'exchanges' : 'changes'] += 1;
    page.push(write(viewOf(noted)));
    if (page.length < pageSize) continue;
    yield page.join('');
    page = [];
    await nextTurn();
  }
  const [exchanges, news] = [journal.table.anchor(), changes.table.anchor()];
  const dropped = { exchanges: exchanges.dropped, changes: news.dropped };
  const droppedWithinRetention = exchanges.droppedWithinRetention + news.droppedWithinRetention;
  yield `${page.join('')}${write({ kind: 'end', shown, ...count, dropped, droppedWithinRetention })}`;
}
