// What a certification shows of a client that blurts out its keys: reports, terminal and process list hold none of them (V-3).
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Done, runProcess } from '../cli/run-process.ts';
import { foundIn, spellings } from './spellings.ts';

const cwd = mkdtempSync(join(tmpdir(), 'blurting-'));
afterAll(() => rmSync(cwd, { recursive: true }));

const notes = join(cwd, 'notes.ndjson');
const blurting = fileURLToPath(new URL('blurting-client.ts', import.meta.url));
type Note = { readonly appSecret: string; readonly sm4Key: string; readonly processes: readonly string[] };
/** One a session: the scenario's own, and that of the probe of D-5. */
const readNotes = () =>
  readFileSync(notes, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Note);
const secrets = () => ({
  appSecret: readNotes().flatMap(({ appSecret }) => spellings(appSecret)),
  sm4Key: readNotes().flatMap(({ sm4Key }) => spellings(sm4Key)),
});

let done: Done;
beforeAll(async () => {
  const flags = ['--only', 'first-contact/happy-path', '--out', cwd, '--client', `node ${blurting} ${notes}`];
  done = await runProcess(['certify', ...flags], { cwd });
}, 60_000);

it('is convicted, so that its words stand in the reports', () => {
  expect(done.code).toBe(4);
  expect(foundIn(readFileSync(join(cwd, 'transcript.ndjson'), 'utf8'), secrets())).toEqual(['appSecret', 'sm4Key']);
});

it.each(['report.html', 'junit.xml', 'result.json'])('leaves no key in %s', (file) => {
  expect(foundIn(readFileSync(join(cwd, file), 'utf8'), secrets())).toEqual([]);
});

it('leaves no key on the terminal', () => {
  expect(foundIn(`${done.stdout}${done.stderr}`, secrets())).toEqual([]);
});

it('starts nothing whose command line holds a key or a token', () => {
  const processes = readNotes()
    .flatMap((note) => note.processes)
    .join('\n');
  expect(foundIn(processes, secrets())).toEqual([]);
  expect(processes).not.toMatch(/[0-9a-f]{32}/i);
});
