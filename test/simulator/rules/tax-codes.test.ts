import { describe, expect, it } from 'vitest';
import { order, seller } from '../operations/books.ts';
import { errorsOf, judged, lineOf, orderOf, smallScale } from './judged.ts';

const taxOf = (rate: string) => (100 * Number(rate)).toFixed(2);
const sold = (taxCode: string, rate: string, more: Readonly<Record<string, unknown>> = {}) =>
  orderOf([lineOf({ taxCode, rate, tax: taxOf(rate), ...more })]);
const general = sold;
const small = (taxCode: string, rate: string, more: Readonly<Record<string, unknown>> = {}) => ({
  ...sold(taxCode, rate, more),
  seller: { name: smallScale.name, taxNo: smallScale.taxNo },
});
const on = (day: string) => ({ now: Date.parse(`${day}T12:00:00.000+08:00`) });

const software = '3040201010000000000';
const softwareProduct = '1060301020100000000';
const printer = '1090511030000000000';
const water = '1100301010000000000';
const shop = '5010202000000000000';
const dispatch = '3040803010000000000';
const vegetables = '1010112030000000000';
const prepaidCard = '6010000000000000000';

describe('P-8, tax codes', () => {
  it.each([
    ['3990101010101010101', '/lines/0/taxCode P-8'],
    ['3040201000000000000', '/lines/0/taxCode P-8'],
    ['3040201020000000000', '/lines/0/taxCode P-8'],
  ])('refuses %s: unknown, a summary item, ended', (taxCode, expected) => {
    expect(judged(general(taxCode, '0.06'))).toEqual([expected]);
  });

  it('judges by the day of China', () => {
    const eve = { now: Date.parse('2016-04-30T23:59:59.999+08:00') };
    const day = { now: Date.parse('2016-05-01T00:00:00.000+08:00') };
    expect(judged(general(software, '0.06'), eve)).toEqual(['/lines/0/taxCode P-8']);
    expect(judged(general(software, '0.06'), day)).toEqual([]);
    expect(judged(general('3040201020000000000', '0.06'), eve)).toEqual(['/lines/0/rate P-8']);
  });
});

describe('P-8, rates of general taxpayers', () => {
  it.each([
    [software, '0.06'],
    [printer, '0.13'],
    [printer, '0.130000'],
    [water, '0.09'],
    [shop, '0.09'],
  ])('accepts %s at %s', (taxCode, rate) => {
    expect(judged(general(taxCode, rate))).toEqual([]);
  });

  it.each([
    [software, '0.13'],
    [software, '0.09'],
    [software, '0.01'],
    [software, '0.03'],
    [software, '0.05'],
    [printer, '0.16'],
    [printer, '0.17'],
  ])('refuses %s at %s', (taxCode, rate) => {
    expect(judged(general(taxCode, rate))).toEqual(['/lines/0/rate P-8']);
  });

  it.each([
    [water, '0.03', '01', []],
    [water, '0.03', '08', []],
    [water, '0.03', '09', ['/lines/0/policy P-8']],
    [water, '0.03', undefined, ['/lines/0/policy P-8']],
    [water, '0.05', '09', ['/lines/0/rate P-8']],
    [water, '0.09', '01', ['/lines/0/policy P-8']],
    [shop, '0.05', '01', []],
    [shop, '0.05', '09', []],
    [shop, '0.05', '08', ['/lines/0/policy P-8']],
    [shop, '0.03', '08', ['/lines/0/rate P-8']],
    [dispatch, '0.05', '09', []],
    [shop, '0.015', '10', ['/lines/0/rate P-8']],
    [software, '0.03', '01', ['/lines/0/rate P-8']],
    [software, '0.03', '08', ['/lines/0/rate P-8']],
    [software, '0.05', '09', ['/lines/0/rate P-8']],
  ])('levies on %s: %s with policy %s', (taxCode, rate, policy, expected) => {
    expect(judged(general(taxCode, rate, { policy }))).toEqual(expected);
  });

  it.each([
    [softwareProduct, '15', []],
    [softwareProduct, '14', ['/lines/0/policy P-8']],
    [software, '15', ['/lines/0/rate P-8']],
    [printer, '02', ['/lines/0/policy P-8']],
    ['1020403030100000000', '02', []],
    ['1080311010200000000', '14', []],
    ['1060201019900000000', '05', ['/lines/0/rate P-8']],
  ])('leaves the ordinary rate to %s with policy %s where the code has it', (taxCode, policy, expected) => {
    expect(judged(general(taxCode, '0.13', { policy }))).toEqual(expected);
  });
});

describe('P-8, rates of small-scale taxpayers', () => {
  it.each([
    [software, '0.01', undefined, []],
    [software, '0.03', undefined, []],
    [software, '0.03', '01', []],
    [software, '0.03', '08', []],
    [software, '0.01', '01', ['/lines/0/policy P-8']],
    [software, '0.05', undefined, ['/lines/0/rate P-8']],
    [software, '0.06', undefined, ['/lines/0/rate P-8']],
    [printer, '0.13', undefined, ['/lines/0/rate P-8']],
    [water, '0.09', undefined, ['/lines/0/rate P-8']],
    [shop, '0.05', undefined, []],
    [shop, '0.03', undefined, ['/lines/0/rate P-8']],
    [shop, '0.01', undefined, ['/lines/0/rate P-8']],
    [softwareProduct, '0.03', '15', ['/lines/0/policy P-8']],
  ])('sells %s at %s with policy %s', (taxCode, rate, policy, expected) => {
    expect(judged(small(taxCode, rate, { policy }))).toEqual(expected);
  });
});

describe('P-8, dated rates', () => {
  it.each([
    ['2018-04-30', '0.17'],
    ['2018-05-01', '0.16'],
    ['2019-03-31', '0.16'],
    ['2019-04-01', '0.13'],
  ])('sells goods on %s at %s', (day, rate) => {
    const wrong = ['0.17', '0.16', '0.13'].filter((other) => other !== rate);
    expect(judged(general(printer, rate), on(day))).toEqual([]);
    for (const other of wrong) expect(judged(general(printer, other), on(day))).toEqual(['/lines/0/rate P-8']);
  });

  it.each([
    ['2020-02-29', ['/lines/0/rate P-8']],
    ['2020-03-01', []],
    ['2022-03-31', []],
    ['2022-04-01', ['/lines/0/rate P-8']],
    ['2022-12-31', ['/lines/0/rate P-8']],
    ['2023-01-01', []],
    ['2027-12-31', []],
    ['2028-01-01', ['/lines/0/rate P-8']],
  ])('relieves small-scale taxpayers to 1 %% on %s', (day, expected) => {
    expect(judged(small(software, '0.01'), on(day))).toEqual(expected);
    expect(judged(small(software, '0.03'), on(day))).toEqual([]);
  });
});

describe('P-8, rate 0', () => {
  const at = (name: string) => `/lines/0/${name} P-8`;

  it.each([
    [vegetables, { policy: '03' }, []],
    [software, { policy: '03' }, [at('policy')]],
    [software, { zeroRate: 'export' }, []],
    [prepaidCard, { policy: '04' }, []],
    [prepaidCard, { policy: '03' }, [at('policy'), at('policy')]],
    [prepaidCard, { zeroRate: 'export' }, [at('policy')]],
    [prepaidCard, {}, [at('policy'), at('policy')]],
    [software, {}, [at('policy')]],
    [software, { policy: '04' }, [at('policy')]],
    [vegetables, { policy: '03', zeroRate: 'export' }, [at('policy')]],
    [software, { policy: '05', zeroRate: 'export' }, [at('policy')]],
    ['3990101010101010101', {}, [at('taxCode'), at('policy')]],
  ])('needs exactly one reason: %s with %j', (taxCode, reason, expected) => {
    expect(judged(general(taxCode, '0', reason))).toEqual(expected);
  });

  it.each(['0', '0.00', '0.000000'])('may be written %s', (rate) => {
    expect(judged(general(software, rate, { zeroRate: 'export' }))).toEqual([]);
  });

  it.each(['81', '85'])('never stands on invoice type %s', (invoiceType) => {
    expect(judged({ ...general(vegetables, '0', { policy: '03' }), invoiceType })).toEqual([at('rate')]);
  });

  it('has no tax', () => {
    expect(judged(general(software, '0', { zeroRate: 'export', tax: '0.01' }))).toEqual([at('tax')]);
  });

  it.each([
    [vegetables, '0.09', { policy: '03' }, [at('rate')]],
    [software, '0.06', { zeroRate: 'export' }, [at('rate')]],
    [prepaidCard, '0.06', { policy: '04' }, [at('rate')]],
    [prepaidCard, '0.06', {}, [at('rate'), at('policy')]],
    [software, '0.06', { policy: '04' }, [at('policy'), at('rate')]],
  ])('is the only one that its reasons go with: %s at %s with %j', (taxCode, rate, reason, expected) => {
    expect(judged(general(taxCode, rate, reason))).toEqual(expected);
  });

  it('is open to small-scale taxpayers too', () => {
    expect(judged(small(vegetables, '0', { policy: '03' }))).toEqual([]);
  });
});

describe('P-10', () => {
  it.each([
    ['*信息技术服务*软件定制开发', []],
    ['*软件*软件定制开发', ['/lines/0/name P-10']],
    ['**软件定制开发', ['/lines/0/name P-10']],
    ['软件*定制*开发', []],
    ['*软件定制开发', []],
  ])('prints the short name of the code before %s', (name, expected) => {
    expect(judged(general(software, '0.06', { name }))).toEqual(expected);
  });
});

describe('the message of a wrong rate', () => {
  it('names what is allowed for whom and when, what came and what to do', () => {
    expect(errorsOf(general(water, '0.13'))).toEqual([
      {
        field: '/lines/0/rate',
        rule: 'P-8',
        message:
          'expected for 自来水 of a general taxpayer on 2026-11-23: 0.09, 0.03 with policy 01, 0.03 with policy 08; ' +
          'received 0.13 without policy; send a pair of rate and policy that is allowed',
      },
    ]);
  });

  it('is not made up for a seller whose kind is unknown', () => {
    expect(judged({ ...general(water, '0.13'), seller: { name: seller.name } })).toEqual(['/seller/taxNo P-1']);
    expect(judged(order)).toEqual([]);
  });
});
