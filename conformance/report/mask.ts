// Secrets of a session blotted out wherever and however they stand in what people read (V-3: only reports mask).
import type { Evidence } from '../evidence.ts';
import { drawProbeKeys } from '../session/probe-keys.ts';
import { tracesOfHex, tracesOfText } from '../wire/secret-traces.ts';
import { privateNumberOf } from '../wire/sm2.ts';
import type { ScenarioRun, SuiteRun } from './suite-run.ts';

export type Mask = (text: string) => string;

const shortestSecret = 4;
const blot = '••••••';

const quoted = (text: string): string => JSON.stringify(text).slice(1, -1);

const tracesOf = ({ appSecret, sm4Key, privateKeyPem = '' }: Evidence['credentials']): readonly string[] => {
  const number = privateNumberOf(privateKeyPem);
  return [
    ...tracesOfText(appSecret),
    quoted(appSecret),
    encodeURIComponent(appSecret),
    ...tracesOfHex(sm4Key),
    ...(number === '' ? [] : tracesOfHex(number)),
    ...privateKeyPem.split('\n').filter((line) => line !== '' && !line.startsWith('-----')),
  ];
};

/** A whole key goes at once, also where its line breaks are written `\n`. */
const privateKey = /-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g;

const known = new WeakMap<Evidence['credentials'], Mask>();

/** A function that replaces the session's secrets; whatever the client echoed, they do not reach the report. Made once for each. */
export const createMask = (credentials: Evidence['credentials']): Mask => {
  const mask = known.get(credentials) ?? maskOf(credentials);
  known.set(credentials, mask);
  return mask;
};

const maskOf = (credentials: Evidence['credentials']): Mask => {
  const traces = [...new Set(tracesOf(credentials))]
    .filter(({ length }) => length >= shortestSecret)
    .sort((a, b) => b.length - a.length);
  return (text) =>
    traces.reduce((masked, trace) => masked.replaceAll(trace, blot), text.replace(privateKey, `${blot} (private key)`));
};

const maskStrings = <T>(value: T, mask: Mask): T =>
  JSON.parse(JSON.stringify(value), (_name, part) => (typeof part === 'string' ? mask(part) : part)) as T;

const maskScenario = (run: ScenarioRun, own: Mask, everybody: Mask): ScenarioRun => {
  const { verdict, evidence } = run;
  return {
    ...run,
    verdict: {
      ...verdict,
      reason: verdict.reason === null ? null : everybody(verdict.reason),
      words: verdict.words === null ? null : maskStrings(verdict.words, everybody),
      checks: verdict.checks.map((check) => (check.verdict === 'pass' ? check : maskStrings(check, own))),
    },
    evidence: 'reason' in evidence.end ? { ...evidence, end: maskStrings(evidence.end, everybody) } : evidence,
  };
};

/**
 * The run as it may be told: reasons, findings and last words. One client serves all sessions, so that its last words may
 * hold the keys of any, the probe's of D-5 too; the rest of the evidence is masked where it is shown.
 */
export const maskRun = (run: SuiteRun): SuiteRun => {
  const own = run.scenarios.map((scenario) => ({ scenario, mask: createMask(scenario.evidence.credentials) }));
  const masks = [createMask(drawProbeKeys(run.seed).keys), ...own.map(({ mask }) => mask)];
  const everybody: Mask = (text) => masks.reduce((masked, mask) => mask(masked), text);
  return { ...run, scenarios: own.map(({ scenario, mask }) => maskScenario(scenario, mask, everybody)) };
};
