// A reversal looks first, is never made twice, and takes the confirmation path when told to (C-16, B-5).
import { describe, expect, it } from 'vitest';
import type { Reply } from './fake-bureau.ts';
import { listed, look, original, red, redRequest, sheet, sheetIn, sheetNo } from './reversal-script.ts';
import { askedOf, createTaxpayer, endOf } from './taxpayer.ts';

const reverse = async (...script: Reply[]) => {
  const { client, bureau, clock, store } = createTaxpayer(script);
  const end = await endOf(client.red(redRequest));
  return { end, asked: askedOf(bureau), seen: bureau.seen, waits: clock.waits, left: await store.list() };
};

const looked = 'query red.query red.query';

describe('a reversal', () => {
  it('looks at the original and for open sheets of both sides, then reverses', async () => {
    const { end, asked, seen, left } = await reverse(...look, red());
    expect({ end, asked, left }).toEqual({ end: 'issued', asked: `${looked} red`, left: [] });
    expect(seen.slice(1, 3).map(({ payload }) => payload)).toMatchObject([
      { side: '0', from: '2026-11-20', to: '2026-11-23', page: '1' },
      { side: '1' },
    ]);
  });

  it('is settled by its own order number after an unknown outcome', async () => {
    expect(await reverse(...look, 'reset', red())).toMatchObject({ end: 'issued', asked: `${looked} red query` });
  });

  it('is sent again, unchanged, when nothing is found under its number', async () => {
    const { end, asked, seen } = await reverse(...look, 'reset', { code: '4004' }, red());
    expect({ end, asked }).toEqual({ end: 'issued', asked: `${looked} red query red` });
    expect(seen[5]?.payload).toEqual(seen[3]?.payload);
  });

  it.each([
    ['4201', 'StopAndTellPerson'],
    ['4202', 'RepairOrder'],
    ['4204', 'StopAndTellPerson'],
    ['4004', 'NothingFound'],
    ['2001', 'StopAndTellPerson'],
  ])('ends at %s as %s', async (code, name) => {
    expect(await reverse(...look, { code })).toMatchObject({ end: name, left: [] });
  });

  it.each([
    ['4201', 'StopAndTellPerson'],
    ['2001', 'OutcomeUnknown'],
    ['1002', 'OutcomeUnknown'],
  ])('ends at %s after an unknown attempt as %s', async (code, name) => {
    expect((await reverse(...look, 'reset', { code: '4004' }, { code })).end).toBe(name);
  });

  it.each(['red-full', 'void'])(
    'of an invoice that is %s asks for its own number and reverses nothing',
    async (status) => {
      expect(await reverse(original(status), listed(), listed(), { code: '4004' })).toMatchObject({
        end: 'StopAndTellPerson',
        asked: `${looked} query`,
      });
    },
  );

  it('that was made already is adopted although its original is reversed whole', async () => {
    const { end } = await reverse(original('red-full'), listed(), listed(), red());
    expect(end).toBe('issued');
  });

  it('of an invoice nobody knows ends after the first look, and nothing is kept', async () => {
    expect(await reverse({ code: '4004' })).toMatchObject({ end: 'NothingFound', asked: 'query', left: [] });
  });

  it('does not adopt a red invoice of other amounts', async () => {
    const half = { amount: '-500.00', tax: '-30.00', total: '-530.00' };
    expect((await reverse(...look, 'reset', red('0000', half))).end).toBe('OrderNumberTaken');
  });

  it('with lines of the wrong sign is not sent', async () => {
    const { client, bureau } = createTaxpayer();
    const lines = [{ originalLine: 1, amount: '10.00', tax: '0.60' }];
    expect(await endOf(client.red({ ...redRequest, reason: '04', lines }))).toBe('RefusedLocally');
    expect(bureau.seen).toEqual([]);
  });
});

describe('a reversal that needs a confirmation sheet', () => {
  const needed = [...look, sheet('4203', '02')];

  it('asks for the sheet every ten minutes and reverses by it once it is confirmed', async () => {
    const { end, asked, seen, waits } = await reverse(
      ...needed,
      sheet('0000', '02'),
      'reset',
      sheet('0000', '04'),
      red(),
    );
    expect(end).toBe('issued');
    expect(asked).toBe(`${looked} red red.query red.query red.query red`);
    expect(waits).toEqual([
      ['poll', 600],
      ['poll', 600],
      ['poll', 600],
    ]);
    expect(seen.at(-1)?.payload).toEqual({ ...redRequest, sheetNo });
  });

  it('adopts what the bureau issued by itself', async () => {
    const issued = sheet('0000', '04', { issued: 'Y', redInvoiceNo: '26112000000000000002' });
    expect(await reverse(...needed, issued, red())).toMatchObject({
      end: 'issued',
      asked: `${looked} red red.query query`,
    });
  });

  it.each(['05', '06', '07', '08', '09', '10'])('is rejected when the sheet ends in state %s', async (state) => {
    expect(await reverse(...needed, sheet('0000', state))).toMatchObject({ end: 'StopAndTellPerson', left: [] });
  });

  it('rests as processing while the buyer waits for our decision', async () => {
    expect((await reverse(original(), listed(), listed(sheetIn('03', { side: '1' })))).end).toBe('processing');
  });

  it('finds a sheet that is open already and waits for it instead of applying anew', async () => {
    const { asked, waits } = await reverse(original(), listed(sheetIn('02')), sheet('0000', '04'), red());
    expect(asked).toBe('query red.query red.query red');
    expect(waits).toEqual([['poll', 600]]);
  });

  it('stays away as long as a busy bureau says, and never less than ten minutes', async () => {
    const { waits } = await reverse(...needed, { code: '3001', retryAfter: '900' }, sheet('0000', '04'), red());
    expect(waits).toEqual([
      ['poll', 600],
      ['poll', 900],
    ]);
  });

  it('goes to a person when the sheet is open after 72 h, and is kept', async () => {
    const { end, left, waits } = await reverse(...needed, ...Array.from({ length: 500 }, () => sheet('0000', '02')));
    expect(end).toBe('OutcomeUnknown');
    expect(left).toMatchObject([{ key: 'RED-1', state: 'handed-over', sheet: { sheetNo } }]);
    const seconds = waits.map(([, pause]) => pause);
    expect(seconds).toEqual(seconds.toSorted((a, b) => a - b));
    expect([Math.min(...seconds), Math.max(...seconds)]).toEqual([600, 3600]);
    expect(seconds.reduce((sum, pause) => sum + pause, 0)).toBeLessThan(74 * 3600);
  });

  it('takes up the sheet after a kill: asks for its own number, then waits on', async () => {
    const before = createTaxpayer([...needed, 'never']);
    void before.client.red(redRequest, { commandId: 'c7' });
    await expect.poll(() => before.bureau.seen.length, { interval: 1 }).toBe(5);
    const after = createTaxpayer([{ code: '4004' }, sheet('0000', '04'), red()], { store: before.store });
    const [taken] = await after.client.resume();
    expect(await taken?.outcome).toMatchObject({ outcome: 'issued' });
    expect(taken?.commandId).toBe('c7');
    expect(askedOf(after.bureau)).toBe('query red.query red');
  });
});
