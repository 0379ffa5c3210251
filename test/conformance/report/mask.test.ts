// V-3: only reports mask. What a client blurts out of its keys, however spelt, is in no report; the evidence keeps them.
import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { verdictLine } from '../../../cli/verdict-line.ts';
import type { Evidence } from '../../../conformance/evidence.ts';
import { maskRun } from '../../../conformance/report/mask.ts';
import { writeReports } from '../../../conformance/report/write-reports.ts';
import { drawProbeKeys } from '../../../conformance/session/probe-keys.ts';
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { credentials } from '../story.ts';
import { lawful, runOf, suiteOf } from './suite.ts';

const { privateKeyPem, publicKeyPem } = createSm2KeyPair();
const another: Evidence['credentials'] = {
  ...credentials,
  appSecret: 'the "other" session’s secret+/',
  sm4Key: 'abcdef0123456789abcdef0123456789',
  privateKeyPem,
  clientPublicKeyPem: publicKeyPem,
};

const spellings = (secret: string): readonly string[] => [
  secret,
  JSON.stringify(secret).slice(1, -1),
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('hex').toUpperCase(),
  Buffer.from(secret).toString('base64').replaceAll('=', ''),
];
const [, keyLine = ''] = privateKeyPem.split('\n');
const told = [
  ...spellings(another.appSecret),
  ...spellings(another.sm4Key),
  another.sm4Key.toUpperCase(),
  Buffer.from(another.sm4Key, 'hex').toString('base64').replaceAll('=', ''),
  keyLine,
  ...spellings(credentials.appSecret),
  ...spellings(drawProbeKeys(42).keys.appSecret),
  ...spellings(drawProbeKeys(42).keys.sm4Key),
];
const blurted = `${told.join(' | ')} ${privateKeyPem} ${JSON.stringify(privateKeyPem)}`;

/** The first session's client dies with the keys of the second on its lips. */
const run = suiteOf([
  runOf({ id: 'died' }, lawful, { end: { kind: 'adapter-error', reason: blurted, lastEvents: [blurted] } }),
  runOf({ id: 'other' }, lawful, {
    credentials: another,
    end: { kind: 'adapter-error', reason: blurted, lastEvents: [] },
  }),
]);

it('lets no key into report.html, junit.xml and result.json, and keeps them in the evidence', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'mask-'));
  await writeReports(folder, run);
  for (const name of ['report.html', 'junit.xml', 'result.json']) {
    const text = readFileSync(join(folder, name), 'utf8');
    expect([name, ...told.filter((one) => text.includes(one))]).toEqual([name]);
  }
  expect(readFileSync(join(folder, 'transcript.ndjson'), 'utf8')).toContain(another.sm4Key);
});

it('lets no key onto the terminal', () => {
  const lines = maskRun(run).scenarios.map((scenario) => verdictLine(scenario, { color: false }));
  expect(told.filter((one) => lines.join('\n').includes(one))).toEqual([]);
  expect(lines.join('\n')).toContain('••••••');
});
