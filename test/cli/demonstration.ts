// Requests of the demonstration application, whose keys are published, and the control port of a bureau that runs as a process.
import { randomBytes } from 'node:crypto';
import { encryptData } from '../../protocol/cipher.ts';
import { createNonce } from '../../protocol/nonce.ts';
import { signatureText, signHmacSm3 } from '../../protocol/signature.ts';
import { writeTimestamp } from '../../protocol/timestamp.ts';

export const appSecret = 'demonstration-secret-not-for-production';
export const sm4Key = '0123456789abcdeffedcba9876543210';

export const orderOf = (orderNo: string) => ({
  orderNo,
  invoiceType: '82',
  clerk: '王五',
  seller: { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' },
  buyer: { kind: 'enterprise', name: '示例买方有限公司', taxNo: '91350100M000100Y43' },
  lines: [{ name: '软件开发服务', taxCode: '3040201010000000000', amount: '4321.09', rate: '0.06', tax: '259.27' }],
  amount: '4321.09',
  tax: '259.27',
  total: '4580.36',
});

/** As it goes over the wire; `changed` members are signed too. */
export const requestOf = (interfaceName: string, payload: object, changed: Readonly<Record<string, string>> = {}) => {
  const message = {
    appId: 'LD0000000001',
    interface: interfaceName,
    version: '1.0',
    timestamp: writeTimestamp(Date.now()),
    nonce: createNonce(randomBytes),
    encryptType: 'SM4-CBC',
    data: encryptData(JSON.stringify(payload), { encryptType: 'SM4-CBC', sm4Key, iv: randomBytes(16) }),
    signType: 'HMAC-SM3',
    ...changed,
  };
  return { ...message, signature: signHmacSm3(signatureText(message), appSecret) };
};

export type Ready = { readonly http: string; readonly control: string; readonly controlToken: string };

/** Rejects when the connection breaks. */
export const ask = async ({ http }: Ready, interfaceName: string, request: object) => {
  const response = await fetch(`${http}/${interfaceName}`, { method: 'POST', body: JSON.stringify(request) });
  return { returnCode: '', ...((await response.json()) as object) };
};

/** Below `/control/v1/tenants/default`. */
export const steer = async ({ control, controlToken }: Ready, method: string, resource: string, body?: object) => {
  const response = await fetch(`${control}/control/v1/tenants/default${resource}`, {
    method,
    headers: { authorization: `Bearer ${controlToken}` },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown> };
};
