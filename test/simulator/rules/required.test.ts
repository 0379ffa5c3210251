import { describe, expect, it } from 'vitest';
import { order } from '../operations/books.ts';
import { judged, lineOf, orderOf } from './judged.ts';

const { taxNo: _taxNo, ...nameless } = order.buyer;
const enterprise = nameless;
const individual = { name: '个人', kind: 'individual' };

describe('P-1, what is required', () => {
  it('accepts an order that has it all', () => {
    expect(judged(order)).toEqual([]);
  });

  it.each(['orderNo', 'invoiceType', 'clerk', 'lines', 'amount', 'tax', 'total'])('asks for %s', (name) => {
    expect(judged({ ...order, [name]: undefined })).toContain(`/${name} P-1`);
  });

  it.each(['name', 'taxCode', 'amount', 'rate', 'tax'])('asks for %s of a line', (name) => {
    expect(judged({ ...order, lines: [lineOf({ [name]: undefined })] })).toContain(`/lines/0/${name} P-1`);
  });

  it.each([
    ['seller', 'name'],
    ['seller', 'taxNo'],
    ['buyer', 'name'],
    ['buyer', 'kind'],
  ] as const)('asks for the %s and its %s', (party, name) => {
    expect(judged({ ...order, [party]: { ...order[party], [name]: '' } })).toContain(`/${party}/${name} P-1`);
    expect(judged({ ...order, [party]: null })).toContain(`/${party}/${name} P-1`);
  });

  it.each([
    ['82', enterprise, ['/buyer/taxNo P-1']],
    ['82', individual, []],
    ['82', { name: '某机关', kind: 'other' }, []],
    ['81', { name: '某机关', kind: 'other' }, ['/buyer/taxNo P-1']],
    ['85', { name: '某机关', kind: 'other' }, ['/buyer/taxNo P-1']],
    ['86', individual, []],
    ['81', { ...individual, taxNo: order.buyer.taxNo }, ['/buyer/kind P-1']],
    ['85', { ...individual, taxNo: order.buyer.taxNo }, ['/buyer/kind P-1']],
    ['81', individual, ['/buyer/taxNo P-1', '/buyer/kind P-1']],
    ['81', order.buyer, []],
  ])('judges the buyer of type %s: %j', (invoiceType, buyer, expected) => {
    expect(judged({ ...order, invoiceType, buyer })).toEqual(expected);
  });

  it('wants the name of the seller as registered', () => {
    expect(judged({ ...order, seller: { ...order.seller, name: '联调测试科技公司' } })).toEqual(['/seller/name P-1']);
  });
});

describe('P-1, texts', () => {
  it.each([
    ['/clerk', { clerk: '张三 ' }],
    ['/clerk', { clerk: '张\n三' }],
    ['/clerk', { clerk: '　张三' }],
    ['/clerk', { clerk: '张\u2028三' }],
    ['/clerk', { clerk: '张\u0007三' }],
    ['/clerk', { clerk: '张\ud800' }],
    ['/remark', { remark: '\udc00' }],
    ['/buyer/name', { buyer: { ...order.buyer, name: ' 购买方' } }],
    ['/buyer/address', { buyer: { ...order.buyer, address: '一\t二' } }],
    ['/seller/bank', { seller: { ...order.seller, bank: '银行 ' } }],
    ['/delivery/email', { delivery: { email: 'a@example.com\n' } }],
    ['/lines/0/unit', orderOf([lineOf({ unit: ' 项' })])],
  ])('refuses %s in %j', (field, changed) => {
    expect(judged({ ...order, ...changed })).toEqual([`${field} P-1`]);
  });

  it.each([
    { remark: ' 第一行\n第二行 ' },
    { clerk: '张 三' },
    { clerk: '𠮷田' },
    { colour: ' red ' },
    orderOf([lineOf({ shelf: ' 7\n' })]),
  ])('accepts %j', (changed) => {
    expect(judged({ ...order, ...changed })).toEqual([]);
  });
});
