// One order, sent once: what the bureau acknowledged, or that nobody knows.
import { randomBytes } from 'node:crypto';
import { believeAnswer } from '../../client/believe-answer.ts';
import { sealRequest } from '../../client/seal-request.ts';
import { writePayload } from '../../protocol/payload.ts';

/** The published demonstration keys: worth nothing, not secret. */
const credentials = {
  appId: 'LD0000000001',
  appSecret: 'demonstration-secret-not-for-production',
  sm4Key: '0123456789abcdeffedcba9876543210',
  signType: 'HMAC-SM3',
  encryptType: 'SM4-CBC',
} as const;

export type Acknowledged = { readonly code: string; readonly invoiceNo: string | null };

const orderOf = (orderNo: string) => ({
  orderNo,
  invoiceType: '82',
  seller: { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' },
  buyer: { name: '北京某某商贸有限公司', taxNo: '91110000600037341L', kind: 'enterprise' },
  lines: [{ name: '软件开发服务', taxCode: '3040201010000000000', amount: '1.00', rate: '0.06', tax: '0.06' }],
  amount: '1.00',
  tax: '0.06',
  total: '1.06',
  clerk: '张三',
});

/** Null when no answer came that can be believed. */
export const issueOnce = async (baseUrl: string, orderNo: string): Promise<Acknowledged | null> => {
  const request = {
    interface: 'invoice.issue',
    plaintext: writePayload(orderOf(orderNo), 'json'),
    format: 'json',
    nowMs: Date.now(),
  } as const;
  const { nonce, body } = sealRequest(request, { credentials, randomBytes });
  try {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${baseUrl}/invoice.issue`, { method: 'POST', headers, body });
    const bytes = new Uint8Array(await response.arrayBuffer());
    const heard = believeAnswer(bytes, { nonce, contentType: response.headers.get('content-type'), credentials });
    if (heard.kind !== 'believed') return null;
    const invoiceNo = heard.data?.['invoiceNo'];
    return { code: heard.returnCode, invoiceNo: typeof invoiceNo === 'string' ? invoiceNo : null };
  } catch {
    // The connection broke, or there was none: nobody knows.
    return null;
  }
};
