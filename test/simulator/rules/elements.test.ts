// P-11: which codes need a block, what must be in it, and which are not simulated.
import { describe, expect, it } from 'vitest';
import { errorsOf, judged, lineOf, orderOf } from './judged.ts';

const carried = { from: '深圳市', to: '北京市', vehicleKind: '公路运输', vehicleNo: '粤B12345', goods: '电脑' };
const construction = { place: '广东省深圳市南山区', projectName: '科技园一期', crossCity: 'N' };
const rental = {
  ...{ address: '深圳市科技路1号', certificateNo: '粤2026第1号', areaUnit: '平方米' },
  ...{ leaseFrom: '2026-01-01', leaseTo: '2026-12-31', crossCity: 'N' },
};
const sale = (taxCode: string, blocks: object) =>
  orderOf([lineOf({ taxCode, rate: '0.09', tax: '9.00' })], { ...blocks });
const building = (changed: object) => sale('3050100000000000000', { construction: { ...construction, ...changed } });
const letting = (changed: object) => sale('3040502020400000000', { realEstateRental: { ...rental, ...changed } });
const carrying = (...shipments: object[]) => sale('3010102020100000000', { shipments });

describe('a code with an element', () => {
  it.each([
    ['03 construction', '3050100000000000000', { construction }, '/construction'],
    ['04 shipments', '3010102020100000000', { shipments: [carried] }, '/shipments'],
    ['06 real estate', '3040502020400000000', { realEstateRental: rental }, '/realEstateRental'],
  ])('needs its block: %s', (_element, code, block, field) => {
    expect(judged(sale(code, block))).toEqual([]);
    expect(judged(sale(code, {}))).toEqual([`${field} P-11`]);
  });

  it('needs one carriage at least', () => {
    expect(judged(carrying())).toEqual(['/shipments P-11']);
  });

  it('misses its block once, however many lines need it', () => {
    const line = lineOf({ taxCode: '3050100000000000000', rate: '0.09', tax: '9.00' });
    expect(judged(orderOf([line, line]))).toEqual(['/construction P-11']);
  });

  it.each([
    ['成品油', '1070101010200000000', '01'],
    ['通行费', '3040502020301000000', '08'],
    ['拖拉机', '1090235010000000000', '13'],
    ['机动车', '1090309000000000000', '14'],
  ])('that is not simulated is refused with that reason: %s', (_name, taxCode, element) => {
    const errors = errorsOf(orderOf([lineOf({ taxCode })])).filter(({ rule }) => rule === 'P-11');
    expect(errors).toMatchObject([
      {
        field: '/lines/0/taxCode',
        message: expect.stringContaining(`element ${element}, which this bureau does not simulate`),
      },
    ]);
  });
});

describe('the members of a block', () => {
  it.each([
    ['/construction/place', building({ place: '' })],
    ['/construction/place', building({ place: '深'.repeat(121) })],
    ['/construction/projectName', building({ projectName: null })],
    ['/construction/landTaxProjectNo', building({ landTaxProjectNo: '1'.repeat(19) })],
    ['/construction/crossCity', building({ crossCity: '' })],
    ['/shipments/1/goods', carrying(carried, { ...carried, goods: '' })],
    ['/shipments/0/vehicleNo', carrying({ ...carried, vehicleNo: 'x'.repeat(41) })],
    ['/realEstateRental/leaseFrom', letting({ leaseFrom: '2026-02-30' })],
    ['/realEstateRental/leaseTo', letting({ leaseTo: '2025-12-31' })],
    ['/realEstateRental/certificateNo', letting({ certificateNo: undefined })],
  ])('are asked for and bounded: %s', (field, payload) => {
    expect(judged(payload)).toEqual([`${field} P-11`]);
  });

  it.each([
    building({
      place: '深'.repeat(120),
      landTaxProjectNo: '1'.repeat(18),
      crossCity: 'Y',
      crossRegionNo: '1'.repeat(60),
    }),
    letting({ leaseTo: '2026-01-01' }),
    carrying(carried, carried),
  ])('are accepted at their edges: %#', (payload) => {
    expect(judged(payload)).toEqual([]);
  });

  it.each([
    ['/construction/crossCity P', building({ crossCity: 'X' })],
    ['/construction/place P-1', building({ place: '深圳\n南山' })],
    ['/construction P', sale('3050100000000000000', { construction: '深圳' })],
  ])('have their form: %s', (found, payload) => {
    expect(judged(payload)).toContain(found);
  });
});
