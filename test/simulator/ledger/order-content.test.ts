import { describe, expect, it } from 'vitest';
import { dropEmpty, readPayload, writePayload } from '../../../protocol/payload.ts';
import { contentKey } from '../../../simulator/ledger/order-content.ts';
import { line, order } from '../operations/books.ts';

type Members = Readonly<Record<string, unknown>>;
const keyOf = (content: unknown): string => contentKey(dropEmpty(content) as Members);
const inFirstLine = (changed: Members) => ({ ...order, lines: [{ ...line, ...changed }] });

describe('the content of an order', () => {
  it.each<[string, Members]>([
    ['unknown members', { ...order, colour: 'red', lines: [{ ...line, shelf: '7' }] }],
    ['null and empty members', { ...order, remark: null, delivery: {}, lines: [{ ...line, spec: '' }] }],
    ['callbackUrl', { ...order, callbackUrl: 'https://example.com/pushed' }],
    ['delivery', { ...order, delivery: { email: 'a@example.com' } }],
    ['the default kind', inFirstLine({ kind: '0' })],
    ['trailing zeros of a sum', { ...order, total: '106' }],
    ['trailing zeros of a rate', inFirstLine({ rate: '0.060' })],
    ['trailing zeros of a quantity', inFirstLine({ quantity: '1.0000' })],
    ['the order of members', Object.fromEntries(Object.entries(order).reverse())],
  ])('stays equal under %s', (_what, same) => {
    expect(keyOf(same)).toBe(keyOf(order));
  });

  it.each<[string, Members]>([
    ['the total', { ...order, total: '106.01' }],
    ['the clerk', { ...order, clerk: '李四' }],
    ['a remark', { ...order, remark: '加急' }],
    ['the buyer', { ...order, buyer: { ...order.buyer, name: '购买方有限责任公司' } }],
    ['the kind of the buyer', { ...order, buyer: { ...order.buyer, kind: 'other' } }],
    ['the invoice type', { ...order, invoiceType: '81' }],
    ['a line more', { ...order, lines: [line, line] }],
    ['a policy', inFirstLine({ policy: '03' })],
    ['a deduction', inFirstLine({ deduction: '1.00' })],
    ['an account that differs by zeros only', { ...order, seller: { ...order.seller, account: '10.0' } }],
  ])('differs by %s', (_what, other) => {
    expect(keyOf(other)).not.toBe(keyOf(order));
  });

  it('compares texts that look like decimals character by character', () => {
    expect(keyOf(inFirstLine({ spec: '1.0' }))).not.toBe(keyOf(inFirstLine({ spec: '1.00' })));
    expect(keyOf(inFirstLine({ name: '\u00e9' }))).not.toBe(keyOf(inFirstLine({ name: 'e\u0301' })));
  });

  it('keeps lines in order', () => {
    const other = { ...line, name: '软件维护' };
    expect(keyOf({ ...order, lines: [line, other] })).not.toBe(keyOf({ ...order, lines: [other, line] }));
  });

  it.each<[string, Members]>([
    ['construction', { construction: { place: '深圳市', projectName: '二期' } }],
    ['shipments', { shipments: [{ from: '深圳市', to: '上海市' }] }],
    ['realEstateRental', { realEstateRental: { address: '深圳市', leaseTo: '2027-12-31' } }],
  ])('tells another block of P-11: %s', (_name, changed) => {
    const blocks = {
      construction: { place: '深圳市', projectName: '一期' },
      shipments: [{ from: '深圳市', to: '北京市' }],
      realEstateRental: { address: '深圳市', leaseTo: '2026-12-31' },
    };
    expect(keyOf({ ...order, ...blocks })).not.toBe(keyOf({ ...order, ...blocks, ...changed }));
  });

  it('is the same in JSON and XML', () => {
    const read = (format: 'json' | 'xml') => {
      const sent = { ...order, shipments: [{ from: '深圳市', to: '北京市' }] };
      const reading = readPayload(writePayload(sent, format), format);
      return reading.ok ? keyOf(reading.value) : reading.reason;
    };
    expect(read('xml')).toBe(read('json'));
  });
});
