import { describe, expect, it } from 'vitest';
import { findIn, ratesOn, readTaxCodes, shippedTable } from '../../../simulator/tax-codes/tax-codes.ts';

const { codes: taxCodes, find: findTaxCode } = shippedTable();

const columns = 'code,shortName,name,leaf,rates,smallScale,levies,policies,element,validFrom,validTo';
const rates = 'schedule,rate,from,to\ngoods,0.13,2019-04-01,\n';
const row = '1090511030000000000,计算机外部设备,输出设备及装置,Y,goods,,0.03,03 15,,2020-01-01,2020-12-31';
const kindOn = (date: string) => findIn(readTaxCodes(`${columns}\n${row}\n`, rates))('1090511030000000000', date).kind;

describe('the table of tax codes', () => {
  it('has at least 150 leaves in all six chapters', () => {
    const leaves = taxCodes.filter(({ leaf }) => leaf);
    expect(leaves.length).toBeGreaterThanOrEqual(150);
    expect(new Set(leaves.map(({ code }) => code[0]))).toEqual(new Set(['1', '2', '3', '4', '5', '6']));
  });

  it('has each code once, in nineteen digits, with name and short name', () => {
    expect(new Set(taxCodes.map(({ code }) => code)).size).toBe(taxCodes.length);
    const odd = taxCodes.filter(({ code, name, shortName }) => !/^[1-6][0-9]{18}$/.test(code) || !name || !shortName);
    expect(odd).toEqual([]);
  });

  it('calls no code a leaf that has codes below it', () => {
    const stem = (code: string) => code.slice(0, 1) + code.slice(1).replace(/(00)+$/, '');
    const above = taxCodes.filter(
      ({ leaf, code }) =>
        leaf &&
        taxCodes.some(
          (other) => other.code !== code && other.code.startsWith(stem(code)) && stem(code).length % 2 === 1,
        ),
    );
    expect(above.map(({ code }) => code)).toEqual([]);
  });

  it('gives every leaf rates today, but for the untaxed chapter', () => {
    const bare = taxCodes.filter(
      (taxCode) => taxCode.leaf && !taxCode.code.startsWith('6') && ratesOn(taxCode.rates, '2026-11-23').length !== 1,
    );
    expect(bare.map(({ code }) => code)).toEqual([]);
    const untaxed = taxCodes.filter(({ leaf, code }) => leaf && code.startsWith('6'));
    expect(untaxed.every(({ policies, rates: none }) => policies.has('04') && none.length === 0)).toBe(true);
  });

  it.each([
    ['1010101020000000000', '小麦', '谷物', '0.09'],
    ['1090511030000000000', '输出设备及装置', '计算机外部设备', '0.13'],
    ['1100101020200000000', '售电', '供电', '0.13'],
    ['1100301010000000000', '自来水', '水冰雪', '0.09'],
    ['2020000000000000000', '修理修配劳务', '劳务', '0.13'],
    ['3040201010000000000', '软件开发服务', '信息技术服务', '0.06'],
    ['3040603000000000000', '咨询服务', '鉴证咨询服务', '0.06'],
    ['3070401000000000000', '餐饮服务', '餐饮服务', '0.06'],
    ['4020000000000000000', '商标', '无形资产', '0.06'],
    ['5010202000000000000', '取得的商业用房', '不动产', '0.09'],
  ])('knows %s %s *%s* at %s', (code, name, shortName, rate) => {
    const found = findTaxCode(code, '2026-11-23');
    expect(found).toMatchObject({ kind: 'in-force', taxCode: { name, shortName } });
    expect(found.kind === 'in-force' && ratesOn(found.taxCode.rates, '2026-11-23')).toEqual([rate]);
  });

  it.each([
    ['2019-12-31', 'not-in-force'],
    ['2020-01-01', 'in-force'],
    ['2020-12-31', 'in-force'],
    ['2021-01-01', 'not-in-force'],
  ])('says on %s of a code valid in 2020 that it is %s', (date, kind) => {
    expect(kindOn(date)).toBe(kind);
  });

  it('does not know a code that it does not hold', () => {
    expect(findTaxCode('3990101010101010101', '2026-11-23')).toEqual({ kind: 'unknown' });
  });

  it('refuses tables with other columns and rows that name no schedule', () => {
    expect(() => readTaxCodes('code,name\n', rates)).toThrow(`the columns must be "${columns}"`);
    expect(() => readTaxCodes(`${columns}\n${row.replace('goods', 'services')}`, rates)).toThrow(
      'tax code 1090511030000000000 names the schedule "services"',
    );
  });
});
