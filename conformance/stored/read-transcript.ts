// A stored transcript.ndjson read back into the run it was written from (V-3); bytes of strangers, so every line is looked at.
import type { Bilingual } from '../bilingual.ts';
import type { Evidence } from '../evidence.ts';
import type { SuiteRun } from '../report/suite-run.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { ScenarioVerdict } from '../verdict.ts';

/** A scenario with its evidence, and the verdict somebody told of it. */
export type StoredScenario = {
  readonly scenario: Scenario;
  readonly evidence: Evidence;
  readonly told: ScenarioVerdict;
};

/** Who was examined with what, as the transcript says it. */
export type StoredSuite = Omit<SuiteRun, 'scenarios'>;

export type StoredRun = { readonly suite: StoredSuite; readonly scenarios: readonly StoredScenario[] };

/** Why a text is no transcript; `line` counts from 1. */
export type TranscriptFault = { readonly line: number; readonly words: Bilingual };

export type TranscriptReading =
  | { readonly ok: true; readonly run: StoredRun }
  | { readonly ok: false; readonly fault: TranscriptFault };

/** The list of the evidence that each type of line belongs to. */
const listOf = {
  dialogue: 'dialogue',
  wire: 'wire',
  'kit-wire': 'kitWire',
  push: 'pushes',
  ledger: 'ledger',
  claim: 'claims',
} as const;

type Kind = 'string' | 'number' | 'object' | 'array';

/** What a line must at least hold to be judged; the rest is for the checks to find wrong. */
const members: Readonly<Record<string, Readonly<Record<string, Kind>>>> = {
  suite: {
    suite: 'object',
    client: 'object',
    clock: 'string',
    rate: 'number',
    seed: 'number',
    calm: 'array',
    startedAt: 'string',
  },
  scenario: { scenario: 'string', definition: 'object', session: 'object' },
  dialogue: { order: 'number', direction: 'string', at: 'string', message: 'object' },
  wire: {
    seq: 'number',
    openedOrder: 'number',
    receivedAt: 'string',
    interface: 'string',
    request: 'object',
    gates: 'array',
  },
  'kit-wire': { seq: 'number', receivedAt: 'string', interface: 'string', request: 'object', gates: 'array' },
  push: { number: 'number', orderNo: 'string', sentAt: 'string', body: 'string' },
  ledger: { orderNo: 'string', invoiceNo: 'string', status: 'string' },
  claim: { command: 'string', outcome: 'string', attempts: 'number', errors: 'array' },
  verdict: { verdict: 'object' },
};
const sessionMembers: Readonly<Record<string, Kind>> = {
  scenarioId: 'string',
  clockMode: 'string',
  startedAt: 'string',
  credentials: 'object',
  orders: 'object',
  commands: 'array',
  announced: 'array',
  sheets: 'array',
  othersSheets: 'array',
  faults: 'array',
  end: 'object',
  variation: 'object',
};
const definitionMembers: Readonly<Record<string, Kind>> = {
  id: 'string',
  title: 'object',
  class: 'string',
  checks: 'array',
  watch: 'array',
  clauses: 'array',
};

type ListName = (typeof listOf)[keyof typeof listOf];
type Facts = Readonly<Record<string, unknown>>;
type Line = Facts & { readonly type: string };

/** A scenario between its first line and its verdict. */
type Open = {
  readonly id: string;
  readonly definition: Scenario;
  readonly session: object;
  readonly lists: Record<ListName, Facts[]>;
};

class Unreadable extends Error {
  readonly words: Bilingual;
  constructor(en: string, zh: string) {
    super(en);
    this.words = { en, zh };
  }
}

const isObject = (value: unknown): value is Facts =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const kindOf = (value: unknown): string => (Array.isArray(value) ? 'array' : value === null ? 'null' : typeof value);

const demand = (facts: Facts, wanted: Readonly<Record<string, Kind>>, where: string): void => {
  for (const [name, kind] of Object.entries(wanted))
    if (!Object.hasOwn(facts, name) || kindOf(facts[name]) !== kind)
      throw new Unreadable(`${where}: ${name} is no ${kind}`, `${where}：${name} 不是 ${kind}`);
};

const readLine = (text: string): Line => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new Unreadable('no JSON', '不是 JSON');
  }
  if (!isObject(value) || typeof value['type'] !== 'string')
    throw new Unreadable('no object with a type', '不是带 type 的对象');
  const wanted = Object.hasOwn(members, value['type']) ? members[value['type']] : undefined;
  if (!wanted) {
    const type = JSON.stringify(value['type']);
    throw new Unreadable(`no line is of type ${type}`, `没有 ${type} 这种行`);
  }
  demand(value, wanted, value['type']);
  return value as Line;
};

const open = (line: Line): Open => {
  const [definition, session] = [line['definition'] as Facts, line['session'] as Facts];
  demand(definition, definitionMembers, 'definition');
  demand(session, sessionMembers, 'session');
  const id = line['scenario'] as string;
  if (definition['id'] !== id || session['scenarioId'] !== id)
    throw new Unreadable('the scenario is not the one defined', '场景标识与其定义不一致');
  const lists = { dialogue: [], wire: [], kitWire: [], pushes: [], ledger: [], claims: [] };
  return { id, definition: definition as unknown as Scenario, session, lists };
};

const close = ({ definition, session, lists }: Open, line: Line): StoredScenario => ({
  scenario: definition,
  evidence: { ...session, ...lists } as unknown as Evidence,
  told: line['verdict'] as ScenarioVerdict,
});

const isListed = (type: string): type is keyof typeof listOf => Object.hasOwn(listOf, type);

/** Reads line after line: the suite, then each scenario from its definition to its verdict. */
const createReader = () => {
  let suite: StoredSuite | null = null;
  let current: Open | null = null;
  const scenarios: StoredScenario[] = [];
  const ids = new Set<string>();
  const begin = (line: Line): void => {
    if (current) throw new Unreadable(`${current.id} has no verdict`, `${current.id} 没有裁决`);
    current = open(line);
    if (ids.has(current.id)) throw new Unreadable(`${current.id} is told twice`, `${current.id} 出现两次`);
    ids.add(current.id);
  };
  const take = (line: Line): void => {
    if (!current || line['scenario'] !== current.id)
      throw new Unreadable(
        `a line of type ${line.type} stands outside its scenario`,
        `${line.type} 行不在其所属场景之内`,
      );
    if (line.type === 'verdict') {
      scenarios.push(close(current, line));
      current = null;
    }
    if (!isListed(line.type)) return;
    const { type: _type, scenario: _scenario, ...facts } = line;
    current?.lists[listOf[line.type]].push(facts);
  };
  return {
    read: (line: Line): void => {
      if (!suite) {
        if (line.type !== 'suite') throw new Unreadable('the first line is no suite', '首行不是 suite');
        const { type: _type, ...about } = line;
        suite = about as unknown as StoredSuite;
      } else if (line.type === 'suite') throw new Unreadable('a second suite', '出现第二个 suite');
      else if (line.type === 'scenario') begin(line);
      else take(line);
    },
    end: (): StoredRun => {
      if (!suite) throw new Unreadable('it is empty', '文件为空');
      if (current)
        throw new Unreadable(`${current.id} has no verdict: the end is missing`, `${current.id} 没有裁决：结尾缺失`);
      return { suite, scenarios };
    },
  };
};

/** `text`: the whole file. */
export const readTranscript = (text: string): TranscriptReading => {
  const reader = createReader();
  let number = 0;
  try {
    for (const line of text.split('\n')) {
      number += 1;
      if (line !== '') reader.read(readLine(line));
    }
    return { ok: true, run: reader.end() };
  } catch (error) {
    if (error instanceof Unreadable) return { ok: false, fault: { line: number, words: error.words } };
    throw error;
  }
};
