import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { InvoiceIssue, InvoiceIssueAnswer } from '../../protocol/operations/invoice-issue.ts';
import { InvoiceQuery, InvoiceQueryAnswer } from '../../protocol/operations/invoice-query.ts';
import { QuotaQueryAnswer } from '../../protocol/operations/quota-query.ts';
import { envelopeVectors } from './vectors.ts';

const ajv = new Ajv({ allErrors: true });
const [issue, issueAnswer, query, queryAnswer, quotaAnswer] = [
  InvoiceIssue,
  InvoiceIssueAnswer,
  InvoiceQuery,
  InvoiceQueryAnswer,
  QuotaQueryAnswer,
].map((schema) => ajv.compile(schema));
const order = {
  ...JSON.parse(envelopeVectors.requests.find(({ name }) => name === 'sm4-cbc/issue')?.plaintext ?? '{}'),
  clerk: '王五',
};
const invoice = {
  orderNo: 'SO-1',
  invoiceNo: '26110000000000000001',
  issuedAt: '2026-11-23 10:00:00',
  status: 'issued',
  amount: '100.00',
  tax: '6.00',
  total: '106.00',
  buyerName: '示例买方有限公司',
};
const wrongPlaces = () => issue?.errors?.map((error) => error.instancePath);

describe('the operations', () => {
  it('take the order of the vectors, with members they do not know', () => {
    expect(issue?.({ ...order, shop: 'x' })).toBe(true);
  });

  it.each([
    ['/amount', { amount: 100 }],
    ['/invoiceType', { invoiceType: '99' }],
    ['/orderNo', { orderNo: 'SO 1' }],
    ['/lines', { lines: [] }],
    ['/remark', { remark: '𠮷'.repeat(201) }],
    ['/buyer/kind', { buyer: { ...order.buyer, kind: 'shop' } }],
    ['/lines/0/taxCode', { lines: [{ ...order.lines[0], taxCode: '304' }] }],
    ['', { clerk: undefined }],
  ])('name %s when it is wrong', (pointer, change) => {
    expect(issue?.(JSON.parse(JSON.stringify({ ...order, ...change })))).toBe(false);
    expect(wrongPlaces()).toEqual([pointer]);
  });

  it('count lengths in code points', () => {
    expect(issue?.({ ...order, remark: '𠮷'.repeat(200) })).toBe(true);
  });

  it('know the answers', () => {
    expect(issueAnswer?.(invoice)).toBe(true);
    expect(queryAnswer?.({ ...invoice, deliveredAt: '2026-11-23 10:01:00' })).toBe(true);
    expect(queryAnswer?.({ orderNo: 'SO-1', status: 'processing' })).toBe(true);
    expect(quotaAnswer?.({ period: '2026-11', total: '1.00', used: '0.00', available: '1.00', filed: true })).toBe(
      true,
    );
  });

  it('ask by order number or invoice number', () => {
    expect([{ orderNo: 'SO-1' }, { invoiceNo: invoice.invoiceNo }, {}].map((one) => query?.(one))).toEqual([
      true,
      true,
      false,
    ]);
  });
});
