// The audit log: chained, kept over a kill, and honest about what was changed in it (C-13).

import { createHash } from 'node:crypto';
import { appendFile, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type AuditLog, createMemoryAuditLog } from '../../../client/audit/audit-log.ts';
import { type ChainedEntry, chainEntry, chainStart, findBreak } from '../../../client/audit/chain.ts';
import { createFileAuditLog } from '../../../client/audit/file-audit-log.ts';

const head = (nonce: string) => ({
  ...{ at: '2026-11-23T10:00:00.000+08:00', command: 'c1', interface: 'invoice.issue', orderNo: 'SO-1', nonce },
  parameters: { total: '106.00', buyer: { name: '北京', kind: 'enterprise' } },
});
const entry = (nonce: string) => ({ ...head(nonce), returnCode: '0000', error: null });

const chain = (...nonces: string[]): ChainedEntry[] => {
  const entries: ChainedEntry[] = [];
  for (const nonce of nonces) entries.push(chainEntry(entry(nonce), entries.at(-1)?.hash ?? chainStart));
  return entries;
};

describe('the chain', () => {
  it('hashes the former hash and the entry as JSON with sorted names', () => {
    const [first] = chain('n1');
    const text =
      `${chainStart}{"at":"2026-11-23T10:00:00.000+08:00","command":"c1","error":null,"interface":"invoice.issue",` +
      `"nonce":"n1","orderNo":"SO-1","parameters":{"buyer":{"kind":"enterprise","name":"北京"},"total":"106.00"},` +
      `"previous":"${chainStart}","returnCode":"0000"}`;
    expect(first?.hash).toBe(createHash('sm3').update(text, 'utf8').digest('hex'));
  });

  it('sorts names by their characters, those that look like numbers too', () => {
    const parameters = { 10: 'a', 9: 'b', $: 'c', 1: 'd' };
    const { hash } = chainEntry({ ...entry('n1'), parameters }, chainStart);
    const sorted = { ...entry('n1'), parameters: '?', previous: chainStart };
    const names = Object.keys(sorted).sort();
    const text = names
      .map(
        (name) =>
          `"${name}":${name === 'parameters' ? '{"$":"c","1":"d","10":"a","9":"b"}' : JSON.stringify(sorted[name as keyof typeof sorted])}`,
      )
      .join(',');
    expect(hash).toBe(createHash('sm3').update(`${chainStart}{${text}}`, 'utf8').digest('hex'));
  });

  it('hashes what will be read again', () => {
    const chained = chainEntry({ ...entry('n1'), parameters: { at: new Date(0), none: undefined } }, chainStart);
    expect(findBreak([JSON.parse(JSON.stringify(chained)) as ChainedEntry])).toBeNull();
  });

  it('holds over any number of entries', () => {
    expect(findBreak(chain('n1', 'n2', 'n3'))).toBeNull();
  });

  it.each<[string, (entries: ChainedEntry[]) => ChainedEntry[], number]>([
    ['changed', ([a, b, c]) => [a, { ...b, returnCode: '4101' }, c] as ChainedEntry[], 1],
    ['taken out', ([a, , c]) => [a, c] as ChainedEntry[], 1],
    ['moved', ([a, b, c]) => [b, a, c] as ChainedEntry[], 0],
    [
      'hashed anew alone',
      ([a, b, c]) => [a, chainEntry({ ...entry('n2'), error: 'no' }, b?.previous ?? ''), c] as ChainedEntry[],
      2,
    ],
  ])('breaks where an entry was %s', (_what, change, at) => {
    expect(findBreak(change(chain('n1', 'n2', 'n3')))).toBe(at);
  });
});

describe('the file', () => {
  let folder: string;
  const open: AuditLog[] = [];
  const openLog = (): AuditLog => {
    const log = createFileAuditLog(folder);
    open.push(log);
    return log;
  };
  const path = () => join(folder, 'audit.ndjson');
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'audit-'));
  });
  afterEach(async () => {
    await Promise.all(open.splice(0).map((log) => log.close()));
    await rm(folder, { recursive: true });
  });

  const write = async (...nonces: string[]) => {
    const log = openLog();
    for (const nonce of nonces) {
      await log.begin(head(nonce));
      await log.end(entry(nonce));
    }
    return log;
  };

  it('continues the chain of the process before, and only its owner reads it', async () => {
    await write('n1', 'n2');
    const entries = await (await write('n3')).read();
    expect(entries.map(({ nonce }) => nonce)).toEqual(['n1', 'n2', 'n3']);
    expect(findBreak(entries)).toBeNull();
    expect((await stat(path())).mode & 0o777).toBe(0o600);
  });

  it('keeps entries that end at the same time in one chain', async () => {
    const log = openLog();
    await Promise.all(['a', 'b', 'c', 'd'].map((nonce) => log.end(entry(nonce))));
    expect(findBreak(await log.read())).toBeNull();
  });

  it('tells of an attempt whose end the process did not live to see', async () => {
    await (await write('n1')).begin(head('n2'));
    const entries = await openLog().read();
    expect(entries.at(-1)).toMatchObject({ nonce: 'n2', returnCode: null, error: expect.stringContaining('ended') });
    expect(findBreak(entries)).toBeNull();
  });

  it('lets go of half a line that a kill left, and writes on', async () => {
    await write('n1');
    await appendFile(path(), '{"ended":{"at":"2026');
    expect((await (await write('n2')).read()).map(({ nonce }) => nonce)).toEqual(['n1', 'n2']);
    expect(await readFile(path(), 'utf8')).not.toContain('"2026{');
  });

  it('names the entry that was changed, and takes no more', async () => {
    await write('n1', 'n2');
    await writeFile(path(), (await readFile(path(), 'utf8')).replace('"returnCode":"0000"', '"returnCode":"4101"'));
    const log = openLog();
    await expect(log.read()).rejects.toThrow(/entry 1 .*nonce n1/);
    await expect(log.begin(head('n3'))).rejects.toThrow('does not follow');
  });

  it('is taken up again after it was closed', async () => {
    const log = await write('n1');
    await log.close();
    await log.end(entry('n2'));
    expect(findBreak(await log.read())).toBeNull();
    expect(await log.read()).toHaveLength(2);
  });

  it('names a line that is none', async () => {
    await write('n1');
    await appendFile(path(), 'gone\n');
    await expect(openLog().read()).rejects.toThrow('line 3');
  });
});

it.each([4, 5.5, Number.NaN])('is not kept for %s years', (retentionYears) => {
  expect(() => createMemoryAuditLog({ retentionYears })).toThrow('5 years');
});
