// Tax codes are synced to the end, and what the table does not allow today is refused before it is sent (C-17, B-9).
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createFileTaxCodes } from '../../client/tax-codes/stores.ts';
import type { Reply } from './fake-bureau.ts';
import { sampleOrder } from './sample-order.ts';
import { createTaxpayer, endOf } from './taxpayer.ts';

const order = sampleOrder();
const code = order.lines[0]?.taxCode ?? '';

const entry = (more: Readonly<Record<string, unknown>> = {}) => ({
  ...{ code, name: '软件开发服务', shortName: '信息技术服务', rates: ['0.06'], leaf: true, validFrom: '2016-05-01' },
  ...more,
});
const page = (until: string, more: boolean, ...codes: unknown[]): Reply => ({
  code: '0000',
  data: { version: 'v1', until, more, codes },
});

describe('a sync', () => {
  it('reads on until there is no more, and the next one from there', async () => {
    const { client, bureau } = createTaxpayer([page('p1', true, entry()), page('p2', false), page('p3', false)]);
    expect(await client.sync()).toMatchObject({ outcome: 'done', codes: 1, attempts: 2 });
    await client.sync();
    expect(bureau.seen.map(({ payload }) => payload)).toEqual([{}, { since: 'p1' }, { since: 'p2' }]);
  });

  it('keeps the table of before when a page cannot be had', async () => {
    const { client } = createTaxpayer([
      page('p1', false, entry()),
      page('p2', true, entry({ rates: ['0.13'] })),
      { code: '2001' },
    ]);
    await client.sync();
    expect(await endOf(client.sync())).toBe('OutcomeUnknown');
    expect(await endOf(client.issue(order))).toBe('issued');
  });

  it('ends where the bureau tells one page again and again', async () => {
    const same = page('p1', true, entry());
    const { client } = createTaxpayer([same, same, same]);
    expect(await endOf(client.sync())).toBe('OutcomeUnknown');
  });
});

describe('an order after a sync', () => {
  const issueWith = async (...codes: unknown[]) => {
    const { client, bureau } = createTaxpayer([page('p1', false, ...codes)]);
    await client.sync();
    return { end: await endOf(client.issue(order)), sent: bureau.seen.length - 1 };
  };

  it.each([
    ['its rate', entry({ rates: ['0.060', '0.13'] })],
    ['its rate until today', entry({ validTo: '2026-11-23' })],
  ])('is sent when the table allows %s', async (_what, told) => {
    expect(await issueWith(told)).toEqual({ end: 'issued', sent: 1 });
  });

  it.each([
    ['another rate only', entry({ rates: ['0.13'] })],
    ['the code until yesterday', entry({ validTo: '2026-11-22' })],
    ['the code from tomorrow', entry({ validFrom: '2026-11-24' })],
    ['no invoice by a chapter', entry({ leaf: 'false' })],
    ['other codes only', entry({ code: '1010101010000000000' })],
  ])('is refused locally when the table allows %s', async (_what, told) => {
    expect(await issueWith(told)).toEqual({ end: 'RefusedLocally', sent: 0 });
  });
});

describe('the table on disk', () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'tax-codes-'));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('is there for the next process', async () => {
    const { client } = createTaxpayer([page('p1', false, entry({ rates: ['0.13'] }))], {
      taxCodes: createFileTaxCodes(folder),
    });
    await client.sync();
    const next = createTaxpayer([], { taxCodes: createFileTaxCodes(folder) });
    expect(await endOf(next.client.issue(order))).toBe('RefusedLocally');
  });

  it('is begun anew when it cannot be read', async () => {
    await writeFile(join(folder, 'tax-codes.json'), '{"half');
    const { client, bureau } = createTaxpayer([page('p1', false, entry())], { taxCodes: createFileTaxCodes(folder) });
    await client.sync();
    expect(bureau.seen[0]?.payload).toEqual({});
    expect(JSON.parse(await readFile(join(folder, 'tax-codes.json'), 'utf8'))).toMatchObject({
      until: 'p1',
      whole: true,
    });
  });
});
