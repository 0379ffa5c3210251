// A broad session of a seller and a buyer: every interface, with every refusal of its own, in one format.
import { expect } from 'vitest';
import type { Format } from '../../../protocol/envelope.ts';
import type { Application } from '../../../simulator/register/application.ts';
import { line, order } from '../operations/books.ts';
import type { Taxpayer, Told } from './taxpayer.ts';

type Members = Readonly<Record<string, unknown>>;
export type BusinessOptions = {
  readonly taxpayer: Taxpayer;
  readonly format: Format;
  readonly buyer: Application;
  readonly callbackUrl: string;
  /** At the control port, below the tenant. */
  readonly control: (method: string, path: string, body?: unknown) => Promise<unknown>;
};

export const unknownNo = '99000000000000000000';
const today = '2026-11-23';
const days = { from: today, to: today };

/** A lawful order of one line. */
const orderOf = (orderNo: string, price = '100', changed: Members = {}): Members => {
  const [amount, tax] = [`${price}.00`, (Number(price) * 0.06).toFixed(2)];
  const total = (Number(price) * 1.06).toFixed(2);
  return { ...order, orderNo, lines: [{ ...line, unitPrice: price, amount, tax }], amount, tax, total, ...changed };
};

export const openBusiness = ({ taxpayer, format, buyer, callbackUrl, control }: BusinessOptions) => {
  /** The answer, which must have this code. */
  const get = async (code: string, name: string, payload: unknown, as?: Application): Promise<Told> => {
    const told = await taxpayer.ask(name, payload, { format, ...(as ? { as } : {}) });
    expect(`${name} ${told.code} ${told.message['returnMessage']}`).toMatch(new RegExp(`^${name} ${code} `));
    return told;
  };
  const issue = async (orderNo: string, changed: Members = {}): Promise<string> =>
    String((await get('0000', 'invoice.issue', orderOf(orderNo, '100', changed))).data['invoiceNo']);
  const red = (code: string, orderNo: string, originalInvoiceNo: string, more: Members = {}) =>
    get(code, 'invoice.red', { orderNo, originalInvoiceNo, reason: '02', ...more });
  const apply = (code: string, orderNo: string, originalInvoiceNo: string, more: Members = {}) =>
    get(code, 'red.apply', { orderNo, side: '0', originalInvoiceNo, reason: '02', ...more });

  const doIssue = async (): Promise<void> => {
    await get('0000', 'invoice.issue', orderOf('SO-1', '100', { callbackUrl, delivery: { email: 'a@example.com' } }));
    await get('4001', 'invoice.issue', orderOf('SO-1', '100', { callbackUrl, delivery: { email: 'a@example.com' } }));
    await get('4002', 'invoice.issue', orderOf('SO-1', '200'));
    await get('1001', 'invoice.issue', orderOf('SO-2', '100', { tax: '7.00' }));
    await get('4102', 'invoice.issue', orderOf('SO-2', '2000', { invoiceType: '81' }));
    await get('4101', 'invoice.issue', orderOf('SO-2', '9000000'));
    await get('4103', 'invoice.issue', orderOf('SO-2', '100', { invoiceType: '86' }));
    await control('PATCH', '/faults', [{ id: 'later', effect: { asynchronous: true } }]);
    await get('0001', 'invoice.issue', orderOf('SO-3', '100', { callbackUrl }));
    await get('4003', 'invoice.issue', orderOf('SO-3', '100', { callbackUrl }));
    await control('DELETE', '/faults');
    await get('0000', 'invoice.query', { orderNo: 'SO-3' });
  };
  const doLook = async (): Promise<string> => {
    const { data } = await get('0000', 'invoice.query', { orderNo: 'SO-1' });
    const invoiceNo = String(data['invoiceNo']);
    await get('0000', 'invoice.query', { invoiceNo });
    await get('1001', 'invoice.query', {});
    await get('4004', 'invoice.query', { orderNo: 'SO-NONE' });
    await get('0000', 'invoice.list', days);
    await get('1001', 'invoice.list', { from: 'yesterday', to: today });
    await get('0000', 'invoice.deliver', { invoiceNo, email: 'b@example.com' });
    await get('1001', 'invoice.deliver', { invoiceNo });
    await get('4004', 'invoice.deliver', { invoiceNo: unknownNo, phone: '010-1234567' });
    return invoiceNo;
  };
  const doReverse = async (whole: string): Promise<void> => {
    await get('1001', 'invoice.red', { orderNo: 'RED-1' });
    await red('4004', 'RED-1', unknownNo);
    await red('0000', 'RED-1', whole);
    await red('4001', 'RED-1', whole);
    await red('4002', 'RED-1', whole, { reason: '03' });
    await red('4201', 'RED-2', whole);
    await get('0000', 'invoice.query', { invoiceNo: whole });
    await apply('4201', 'RED-2', whole);
  };
  const doApply = async (): Promise<string> => {
    const part = await issue('SO-4');
    const beyond = { lines: [{ originalLine: 1, amount: '-900.00', tax: '-54.00', quantity: '-9', unitPrice: '100' }] };
    await red('4202', 'RED-2', part, beyond);
    await apply('4202', 'RED-2', part, beyond);
    await get('1001', 'red.apply', { orderNo: 'RED-2' });
    await apply('4004', 'RED-2', unknownNo);
    await apply('4002', 'SO-4', part);
    const { data } = await apply('0000', 'RED-2', part);
    await apply('4205', 'RED-3', part);
    await get('0000', 'red.confirm', { sheetNo: data['sheetNo'], decision: 'C' });
    return part;
  };
  const doConfirm = async (): Promise<void> => {
    const used = await issue('SO-5');
    await control('POST', '/marks', { invoiceNo: used, mark: 'used' });
    const { data } = await red('4203', 'RED-4', used);
    const { sheetNo } = data;
    await red('4205', 'RED-5', used);
    await get('1001', 'red.confirm', { sheetNo });
    await get('4004', 'red.confirm', { sheetNo: unknownNo, decision: 'Y' });
    await get('2001', 'red.confirm', { sheetNo, decision: 'C' }, buyer);
    await get('0000', 'red.confirm', { sheetNo, decision: 'N' }, buyer);
    await get('4204', 'red.confirm', { sheetNo, decision: 'N' }, buyer);
    await red('4204', 'RED-4', used, { sheetNo });
    await get('0000', 'red.query', { sheetNo });
    await get('0000', 'red.query', { side: '0', ...days });
    await get('1001', 'red.query', {});
    await get('4004', 'red.query', { sheetNo: unknownNo });
  };
  const doPaper = async (): Promise<void> => {
    const roll = { sellerTaxNo: order.seller.taxNo, type: '86', paperCode: '011002600104', from: '00000001', count: 1 };
    await control('PUT', '/stock', roll);
    const paper = await issue('SO-6', { invoiceType: '86' });
    await red('4103', 'RED-6', paper);
    await get('1001', 'invoice.void', { invoiceNo: paper });
    await get('4004', 'invoice.void', { invoiceNo: unknownNo, reason: '1' });
    await get('0000', 'invoice.void', { invoiceNo: paper, reason: '1' });
    await get('4301', 'invoice.void', { invoiceNo: paper, reason: '1' });
  };
  const doAsk = async (): Promise<void> => {
    await get('0000', 'quota.query', {});
    await get('0000', 'taxcode.sync', {});
    await get('1001', 'taxcode.sync', { since: 'yesterday' });
    await get('0000', 'taxpayer.query', { taxNo: order.seller.taxNo });
    await get('1001', 'taxpayer.query', {});
    await get('2001', 'taxpayer.query', { taxNo: '91350100M000100Y43' });
  };

  return {
    get,
    /** All of it, in books that are empty; an invoice that is still whole. */
    run: async (): Promise<string> => {
      await doIssue();
      await doReverse(await doLook());
      const whole = await doApply();
      await doConfirm();
      await doPaper();
      await doAsk();
      return whole;
    },
  };
};
