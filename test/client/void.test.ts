// A void looks at the invoice first and is settled by its status (C-16, B-6); so is a decision, by its sheet (B-5).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { original, originalNo, sheet, sheetNo } from './reversal-script.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const voided = async (...script: Reply[]) => {
  const { client, bureau, store } = createTaxpayer(script);
  const end = await endOf(client.void({ invoiceNo: originalNo, reason: '4' }));
  return { end, asked: askedOf(bureau), left: await store.list() };
};

const refused = (status: string): Reply => ({ code: '4301', data: { invoiceNo: originalNo, status } });

describe('a void', () => {
  it('looks, then voids', async () => {
    expect(await voided(original(), original('void'))).toEqual({ end: 'done', asked: 'query void', left: [] });
  });

  it('of a void invoice is done without being sent', async () => {
    expect(await voided(original('void'))).toMatchObject({ end: 'done', asked: 'query' });
  });

  it('is settled by the status of the invoice after an unknown outcome', async () => {
    expect(await voided(original(), 'reset', original('void'))).toMatchObject({
      end: 'done',
      asked: 'query void query',
    });
  });

  it('is sent again when the invoice still stands', async () => {
    const { end, asked } = await voided(original(), 'reset', original(), original('void'));
    expect({ end, asked }).toEqual({ end: 'done', asked: 'query void query void' });
  });

  it('is refused by 4301', async () => {
    expect(await voided(original(), refused('red-full'))).toMatchObject({ end: 'StopAndTellPerson', left: [] });
  });

  it('takes a 4301 that names it void for its own only after an unknown attempt', async () => {
    expect((await voided(original(), refused('void'))).end).toBe('StopAndTellPerson');
    expect((await voided(original(), 'reset', original(), refused('void'))).end).toBe('done');
  });

  it('of an invoice nobody knows ends after the look', async () => {
    expect(await voided({ code: '4004' })).toMatchObject({ end: 'NothingFound', asked: 'query' });
  });

  it('climbs the ladder while the look stays unanswered, and claims nothing', async () => {
    const silent: Reply[] = ['reset', 'reset', 'reset', 'reset'];
    expect(await voided(...silent)).toMatchObject({
      end: 'OutcomeUnknown',
      asked: 'query query query query',
      left: [],
    });
  });
});

const decided = async (decision: 'Y' | 'N' | 'C', ...script: Reply[]) => {
  const { client, bureau } = createTaxpayer(script);
  return { end: await endOf(client.decide({ sheetNo, decision })), asked: askedOf(bureau) };
};

describe('a decision on a sheet', () => {
  it.each([
    ['Y', '04'],
    ['N', '06'],
    ['C', '08'],
  ] as const)('%s is done in state %s', async (decision, state) => {
    const { end, asked } = await decided(decision, sheet('0000', '03'), sheet('0000', state));
    expect({ end, asked }).toEqual({ end: 'done', asked: 'red.query red.confirm' });
  });

  it('is not taken twice: the sheet tells after an unknown outcome', async () => {
    const { end, asked } = await decided('Y', sheet('0000', '03'), 'reset', sheet('0000', '04'));
    expect({ end, asked }).toEqual({ end: 'done', asked: 'red.query red.confirm red.query' });
  });

  it('is refused where the sheet is closed another way', async () => {
    expect(await decided('Y', sheet('0000', '08'))).toEqual({ end: 'StopAndTellPerson', asked: 'red.query' });
    expect((await decided('Y', sheet('0000', '03'), sheet('4204', '07'))).end).toBe('StopAndTellPerson');
  });
});
