// One client of the rush: its orders in its own sequence, each sent until somebody answers, over one connection that stays open.
import { randomBytes } from 'node:crypto';
import { Agent, request } from 'node:http';
import { believeAnswer } from '../../client/believe-answer.ts';
import type { Credentials } from '../../client/credentials.ts';
import { sealRequest } from '../../client/seal-request.ts';
import { writeFen } from '../../protocol/amount.ts';
import { writePayload } from '../../protocol/payload.ts';

export type Shop = {
  /** `{base}` of its environment. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
};
export type Heard = { readonly orderNo: string; readonly code: string; readonly invoiceNo: string | null };
/** What a shop met, in the order in which it met it; `broken`: connections without an answer. */
export type Visited = { readonly heard: readonly Heard[]; readonly broken: number };

export const seller = { name: '联调测试科技有限公司', taxNo: '91110108551385082Q' };

/** A few times is bad luck; more is a bureau that does not answer. */
const mostTries = 20;

export const orderNoOf = (number: number): string => `RUSH-${number}`;
/** 1.00 to 50.00: whoever mixes up orders is seen in the quota. */
export const amountFen = (number: number): bigint => BigInt((number % 50) + 1) * 100n;

/** The same bytes for everybody. */
const plaintextOf = (number: number): string => {
  const amount = amountFen(number);
  const tax = (amount * 6n) / 100n;
  const money = { amount: writeFen(amount), tax: writeFen(tax) };
  return writePayload(
    {
      orderNo: orderNoOf(number),
      invoiceType: '82',
      seller,
      buyer: { name: '北京某某商贸有限公司', taxNo: '91110000600037341L', kind: 'enterprise' },
      lines: [{ name: '软件开发服务', taxCode: '3040201010000000000', rate: '0.06', ...money }],
      ...money,
      total: writeFen(amount + tax),
      clerk: '张三',
    },
    'json',
  );
};

/** The bytes of the answer; null when the connection broke. */
const post = (url: string, body: string, agent: Agent): Promise<Uint8Array | null> =>
  new Promise((resolve) => {
    const headers = { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) };
    const sent = request(url, { agent, method: 'POST', headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('end', () => resolve(Buffer.concat(chunks)));
      answer.on('error', () => resolve(null));
    });
    sent.on('error', () => resolve(null));
    sent.end(body);
  });

/** Each attempt has a nonce, time and IV of its own (C-1); throws for an answer that is not to be believed. */
export const visit = async ({ baseUrl, credentials }: Shop, numbers: readonly number[]): Promise<Visited> => {
  const agent = new Agent({ keepAlive: true, maxSockets: 1 });
  const heard: Heard[] = [];
  let broken = 0;
  const send = async (number: number): Promise<Heard | null> => {
    const asked = { interface: 'invoice.issue', plaintext: plaintextOf(number), format: 'json' as const };
    const { nonce, body } = sealRequest({ ...asked, nowMs: Date.now() }, { credentials, randomBytes });
    const bytes = await post(`${baseUrl}/invoice.issue`, body, agent);
    if (bytes === null) return null;
    const answer = believeAnswer(bytes, { nonce, contentType: 'application/json', credentials });
    if (answer.kind !== 'believed') throw new Error(`${orderNoOf(number)}: ${JSON.stringify(answer)}`);
    const invoiceNo = answer.data?.['invoiceNo'];
    return {
      orderNo: orderNoOf(number),
      code: answer.returnCode,
      invoiceNo: typeof invoiceNo === 'string' ? invoiceNo : null,
    };
  };
  for (const number of numbers) {
    let answer: Heard | null = null;
    for (let attempt = 0; answer === null; attempt += 1) {
      if (attempt === mostTries) throw new Error(`${orderNoOf(number)} was never answered`);
      answer = await send(number);
      if (answer === null) broken += 1;
    }
    heard.push(answer);
  }
  agent.destroy();
  return { heard, broken };
};
