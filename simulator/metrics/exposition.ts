// The tally of a bureau as Prometheus reads it; loaded at the first scrape. No label names a taxpayer, an application, a tenant or an order.
import { AggregatorRegistry, collectDefaultMetrics, Registry } from 'prom-client';
import type { Kept } from '../journal/chained-table.ts';
import type { Present } from './present.ts';
import { type Counted, type Durations, durationBounds } from './tally.ts';

export type Exposition = { readonly contentType: string; readonly text: string };

type Value = {
  readonly value: number;
  readonly labels: Readonly<Record<string, string | number>>;
  /** Where it is not the metric's own. */
  readonly metricName?: string;
};
type About = { readonly name: string; readonly help: string };
type Metric = About & { readonly type: string; readonly values: readonly Value[]; readonly aggregator: 'sum' };

/** Node and the process are the process's, however many bureaus it holds; watched from the first scrape on. */
let ofProcess: Registry | null = null;
const processRegistry = (): Registry => {
  if (ofProcess) return ofProcess;
  ofProcess = new Registry();
  collectDefaultMetrics({ register: ofProcess });
  return ofProcess;
};

const metric =
  (type: 'counter' | 'gauge' | 'histogram') =>
  (about: About, values: readonly Value[]): Metric => ({ ...about, type, values, aggregator: 'sum' });
const counter = metric('counter');
const gauge = metric('gauge');
const histogram = metric('histogram');

const only = (value: number): Value[] => [{ labels: {}, value }];
const by = (label: string, counts: ReadonlyMap<string, number>): Value[] =>
  [...counts].map(([word, value]) => ({ labels: { [label]: word }, value }));

const durationValues = (name: string, word: string, { counts, sumSeconds }: Durations): Value[] => {
  const labels = { interface: word };
  let total = 0;
  const buckets = [...durationBounds, '+Inf'].map((le, at) => {
    total += counts[at] ?? 0;
    return { metricName: `${name}_bucket`, labels: { le, ...labels }, value: total };
  });
  return [
    ...buckets,
    { metricName: `${name}_sum`, labels, value: sumSeconds },
    { metricName: `${name}_count`, labels, value: total },
  ];
};

const requestMetrics = ({ requests, durations }: Counted): Metric[] => {
  const took = {
    name: 'bureau_request_duration_seconds',
    help: 'From the whole request to the end of its answer, in the time of this machine; what faults add included.',
  };
  return [
    counter(
      {
        name: 'bureau_requests_total',
        help: 'Requests that ended, by interface (or unknown) and return code; http_NNN: answered without one; reset, held, left: not answered.',
      },
      [...requests].flatMap(([name, codes]) =>
        [...codes].map(([returnCode, value]) => ({ labels: { interface: name, returnCode }, value })),
      ),
    ),
    histogram(
      took,
      [...durations].flatMap(([word, one]) => durationValues(took.name, word, one)),
    ),
  ];
};

const journalMetrics = ({ dropped }: Counted, { journal }: Present): Metric[] => {
  const kept = (of: (size: Kept) => number): Value[] =>
    by('book', new Map([...journal].map(([book, size]) => [book, of(size)])));
  return [
    counter(
      { name: 'bureau_journal_dropped_total', help: 'Journal entries that the bounds left no room for, by book.' },
      by('book', dropped),
    ),
    gauge(
      { name: 'bureau_journal_entries', help: 'Journal entries kept, all tenants together, by book.' },
      kept(({ entries }) => entries),
    ),
    gauge(
      { name: 'bureau_journal_bytes', help: 'Bytes of the journal entries kept, all tenants together, by book.' },
      kept(({ bytes }) => bytes),
    ),
  ];
};

const metricsOf = (counted: Counted, present: Present): Metric[] => [
  ...requestMetrics(counted),
  gauge(
    { name: 'bureau_requests_under_way', help: 'Requests that have not ended, by state.' },
    by('state', present.underWay),
  ),
  counter(
    { name: 'bureau_faults_total', help: 'Faults that acted, by the word of their effect.' },
    by('effect', counted.faults),
  ),
  counter(
    { name: 'bureau_invoices_issued_total', help: 'Invoices, blue and red, entered in a ledger.' },
    only(counted.invoices),
  ),
  counter(
    { name: 'bureau_pushes_total', help: 'Pushes to a callbackUrl that ended, by outcome.' },
    by('outcome', counted.pushes),
  ),
  counter(
    { name: 'bureau_failures_total', help: 'Unexpected failures of the bureau itself; its log has them.' },
    only(counted.failures),
  ),
  gauge({ name: 'bureau_tenants', help: 'Tenants in the bureau.' }, only(present.tenants)),
  ...journalMetrics(counted, present),
];

/** Handed over as prom-client takes over what was counted elsewhere (by workers, as a rule). */
export const exposeMetrics = async (counted: Counted, present: Present): Promise<Exposition> => {
  const own = AggregatorRegistry.aggregate([metricsOf(counted, present)]);
  const node = processRegistry();
  return { contentType: node.contentType, text: `${await own.metrics()}${await node.metrics()}` };
};
