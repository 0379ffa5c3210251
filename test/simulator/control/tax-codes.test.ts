// Codes and rates that change on a day, as the bureau announces them, judges by them and tells of them (B-9).
import { describe, expect, it } from 'vitest';
import { openCounter } from '../counter.ts';
import { line, order } from '../operations/books.ts';

const code = line.taxCode;
const at = (day: string) => Date.parse(`${day}T12:00:00.000+08:00`);
const standing = (day: string) => openCounter({ clock: { mode: 'frozen', rate: 1, now: at(day) } });
const change = (changed: object) => ({ changes: [{ act: 'alter', code, from: '2026-12-01', ...changed }] });
const added = {
  act: 'add',
  code: '3040201050000000000',
  from: '2026-12-01',
  name: '充电服务',
  shortName: '充电',
  rates: ['0.06'],
};
const withRate = (orderNo: string, rate: string, tax: string, changed: object = {}) => {
  const total = (100 + Number(tax)).toFixed(2);
  return { ...order, orderNo, lines: [{ ...line, rate, tax, ...changed }], tax, total };
};
const ask = async (counter: ReturnType<typeof openCounter>, payload: unknown) => {
  const { returnCode, data } = await counter.ask({ payload });
  const errors = (data?.['errors'] ?? []) as { field: string; rule: string }[];
  return [returnCode, ...errors.map(({ field, rule }) => `${field} ${rule}`)].join(' ');
};
const sync = async (counter: ReturnType<typeof openCounter>, since?: string) =>
  (await counter.ask({ interface: 'taxcode.sync', payload: { since } })).data as {
    version: string;
    until: string;
    more: boolean;
    codes: { code: string; rates: string[]; validFrom: string; validTo: string | null }[];
  };

describe('a rate that changes on a day', () => {
  it.each([
    ['2026-11-30', '0.06', '6.00', '0000'],
    ['2026-11-30', '0.05', '5.00', '1001 /lines/0/rate P-8'],
    ['2026-12-01', '0.05', '5.00', '0000'],
    ['2026-12-01', '0.06', '6.00', '1001 /lines/0/rate P-8'],
  ])('on %s %s: %s', async (day, rate, tax, expected) => {
    const counter = standing(day);
    await counter.tenant.changeTaxCodes(change({ rates: ['0.05'] }));
    expect(await ask(counter, withRate('SO-1', rate, tax))).toBe(expected);
  });
});

describe('a code that ends, and one that begins', () => {
  it.each([
    ['2026-11-30', code, '0000'],
    ['2026-12-01', code, '1001 /lines/0/taxCode P-8'],
    ['2026-11-30', added.code, '1001 /lines/0/taxCode P-8'],
    ['2026-12-01', added.code, '0000'],
  ])('on %s %s: %s', async (day, taxCode, expected) => {
    const counter = standing(day);
    await counter.tenant.changeTaxCodes({ changes: [{ act: 'withdraw', code, from: '2026-12-01' }, added] });
    expect(await ask(counter, withRate('SO-1', '0.06', '6.00', { taxCode }))).toBe(expected);
  });

  it('are forgotten by a reset, and are one tenant’s only', async () => {
    const [counter, other] = [standing('2026-12-01'), standing('2026-12-01')];
    await counter.tenant.changeTaxCodes({ changes: [{ act: 'withdraw', code, from: '2026-12-01' }] });
    expect(await ask(other, order)).toBe('0000');
    counter.tenant.reset();
    expect(await ask(counter, order)).toBe('0000');
    expect(counter.tenant.readTaxCodes()).toEqual({ version: '1', changes: [] });
  });
});

describe('taxcode.sync', () => {
  it('tells the whole table in pages of at most 500, each code once whole', async () => {
    const counter = standing('2026-11-23');
    const seen: string[] = [];
    let page = await sync(counter);
    while (page.more) {
      expect(page.codes.length).toBeLessThanOrEqual(500);
      seen.push(...page.codes.map((entry) => entry.code));
      page = await sync(counter, page.until);
    }
    seen.push(...page.codes.map((entry) => entry.code));
    expect(new Set(seen).size).toBe(411);
    expect([...new Set(seen)]).toEqual([...new Set(seen)].sort());
    expect(page).toMatchObject({ version: '1', until: '1', more: false });
  });

  it('tells afterwards only what was announced since, with both periods before the day comes', async () => {
    const counter = standing('2026-11-23');
    expect((await sync(counter, '1')).codes).toEqual([]);
    await counter.tenant.changeTaxCodes(change({ rates: ['0.05'] }));
    const page = await sync(counter, '1');
    const about = { code, name: '软件开发服务', shortName: '信息技术服务', leaf: true };
    expect(page).toEqual({
      version: '2',
      until: '2',
      more: false,
      codes: [
        { ...about, rates: ['0.06'], validFrom: '2016-05-01', validTo: '2026-11-30' },
        { ...about, rates: ['0.05'], validFrom: '2026-12-01', validTo: null },
      ],
    });
  });

  it('tells of a code that has ended that it has', async () => {
    const counter = standing('2026-12-05');
    await counter.tenant.changeTaxCodes({ changes: [{ act: 'withdraw', code, from: '2026-12-01' }] });
    expect((await sync(counter, '1')).codes).toMatchObject([{ code, validTo: '2026-11-30' }]);
  });

  it.each(['9', 'x', '1-304'])('refuses since %s', async (since) => {
    const answer = await standing('2026-11-23').ask({ interface: 'taxcode.sync', payload: { since } });
    expect(answer).toMatchObject({ returnCode: '1001', data: { errors: [{ field: '/since', rule: 'P' }] } });
  });

  it('speaks XML', async () => {
    const counter = standing('2026-11-23');
    await counter.tenant.changeTaxCodes(change({ rates: ['0.05'] }));
    const answer = await counter.ask({ interface: 'taxcode.sync', payload: { since: '1' }, format: 'xml' });
    expect(answer.data).toMatchObject({ more: 'false', codes: [{ rates: ['0.06'] }, { rates: ['0.05'] }] });
  });
});

describe('a code that is another from a day on', () => {
  it.each([
    ['2026-11-30', '0.00', '0.00', { policy: '03' }, '1001 /lines/0/policy P-8'],
    ['2026-12-01', '0.00', '0.00', { policy: '03' }, '0000'],
  ])('allows a policy from that day on: on %s rate %s', async (day, rate, tax, changed, expected) => {
    const counter = standing(day);
    await counter.tenant.changeTaxCodes(change({ policies: ['03'] }));
    expect(await ask(counter, withRate('SO-1', rate, tax, changed))).toBe(expected);
  });

  it.each([
    ['2026-11-30', '0000'],
    ['2026-12-01', '1001 /lines/0/taxCode P-8'],
  ])('is no leaf from that day on: on %s', async (day, expected) => {
    const counter = standing(day);
    await counter.tenant.changeTaxCodes(change({ leaf: false }));
    expect(await ask(counter, order)).toBe(expected);
  });

  it.each([
    ['2026-12-31', '0000'],
    ['2027-01-01', '1001 /lines/0/taxCode P-8'],
  ])('has a last day: on %s', async (day, expected) => {
    const counter = standing(day);
    await counter.tenant.changeTaxCodes(change({ validTo: '2026-12-31' }));
    expect(await ask(counter, order)).toBe(expected);
  });

  it('goes on when its end is taken back', async () => {
    const counter = standing('2027-01-01');
    await counter.tenant.changeTaxCodes(change({ validTo: '2026-12-31' }));
    await counter.tenant.changeTaxCodes(change({ from: '2026-12-15', validTo: null }));
    expect(await ask(counter, order)).toBe('0000');
  });

  it('is printed with the short name of its day', async () => {
    const counter = standing('2026-11-30');
    await counter.tenant.changeTaxCodes(change({ shortName: '数字服务' }));
    const numbers = [];
    for (const orderNo of ['SO-1', 'SO-2']) {
      numbers.push(String((await counter.ask({ payload: { ...order, orderNo } })).data?.['invoiceNo']));
      await counter.tenant.moveClock({ advanceMs: 86_400_000 });
    }
    const documents = await Promise.all(numbers.map((number) => counter.tenant.readDocument(number, 'xml')));
    const printed = documents.map((document) => /\*[^*]+\*/.exec(String(document?.bytes))?.[0]);
    expect(printed).toEqual(['*信息技术服务*', '*数字服务*']);
  });

  it('is told with both names, and with what is announced for a later day still', async () => {
    const counter = standing('2026-11-23');
    await counter.tenant.changeTaxCodes(change({ name: '软件开发', rates: ['0.05'] }));
    await counter.tenant.changeTaxCodes(change({ from: '2027-01-01', shortName: '数字服务' }));
    await counter.tenant.changeTaxCodes(change({ from: '2027-02-01', rates: ['0.03'] }));
    expect((await sync(counter, '1')).codes).toEqual([
      {
        ...{ code, name: '软件开发服务', shortName: '信息技术服务', leaf: true, rates: ['0.06'] },
        ...{ validFrom: '2016-05-01', validTo: '2026-11-30' },
      },
      {
        ...{ code, name: '软件开发', shortName: '信息技术服务', leaf: true, rates: ['0.05'] },
        ...{ validFrom: '2026-12-01', validTo: '2026-12-31' },
      },
      {
        ...{ code, name: '软件开发', shortName: '数字服务', leaf: true, rates: ['0.05'] },
        ...{ validFrom: '2027-01-01', validTo: '2027-01-31' },
      },
      {
        ...{ code, name: '软件开发', shortName: '数字服务', leaf: true, rates: ['0.03'] },
        ...{ validFrom: '2027-02-01', validTo: null },
      },
    ]);
  });
});

describe('a change that cannot be', () => {
  it.each([
    [change({}), '/changes/0/rates'],
    [change({ rates: ['6'] }), '/changes/0/rates/0'],
    [change({ rates: ['0.05'], code: '3990101010101010101' }), '/changes/0/code'],
    [change({ rates: ['0.05'], from: '2016-05-01' }), '/changes/0/from'],
    [change({ rates: ['0.05'], from: '2026-02-30' }), '/changes/0/from'],
    [change({ act: 'withdraw', name: '软件' }), '/changes/0/name'],
    [change({ leaf: false, rates: ['0.05'] }), '/changes/0/rates'],
    [change({ validTo: '2026-11-30' }), '/changes/0/validTo'],
    [change({ validTo: '2026-12-32' }), '/changes/0/validTo'],
    [change({ element: '03' }), '/changes/0/element'],
    [change({ act: 'remove' }), '/changes/0/act'],
    [{ changes: [{ ...added, code }] }, '/changes/0/code'],
    [{ changes: [added, { ...added, name: '再来' }] }, '/changes/1/code'],
    [{ changes: [{ act: 'add', code: added.code, from: added.from, name: 'a', rates: [] }] }, '/changes/0/shortName'],
    [{ changes: [] }, '/changes'],
  ])('%j is refused at %s, and nothing is changed', async (body, pointer) => {
    const { tenant } = standing('2026-11-23');
    const changed = await tenant.changeTaxCodes(body);
    expect(changed.ok ? [] : changed.problems.map((problem) => problem.pointer)).toEqual([pointer]);
    expect(tenant.readTaxCodes()).toEqual({ version: '1', changes: [] });
  });
});
