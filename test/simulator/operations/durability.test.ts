import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { takeUpOpenOrders } from '../../../simulator/operations/open-orders.ts';
import { noon, openBooks, order, quotaOwner, seller } from './books.ts';

type Spoken = { readonly orderNo: string; readonly returnCode: string; readonly invoiceNo: string | null };

const program = fileURLToPath(new URL('./killed-bureau.ts', import.meta.url));

/** Everything the process said before it was killed in the middle of its work. */
const listenAndKill = async (path: string, lines: number): Promise<Spoken[]> => {
  const child: ChildProcess = spawn(process.execPath, [program, path], { stdio: ['ignore', 'pipe', 'inherit'] });
  const spoken: Spoken[] = [];
  if (child.stdout === null) throw new Error('the process has no output');
  for await (const text of createInterface({ input: child.stdout })) {
    spoken.push(JSON.parse(text) as Spoken);
    if (spoken.length === lines) child.kill('SIGKILL');
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  return spoken;
};

describe('durable before spoken (B-2)', () => {
  it('keeps every order that was answered 0000 or 0001 when the process is killed', async () => {
    const path = join(mkdtempSync(join(tmpdir(), 'books-')), 'ledger.sqlite');
    const spoken = await listenAndKill(path, 200);
    const books = openBooks({ path });
    const kept = spoken.map(({ orderNo }) => {
      const entry = books.ledger.findOrder({ environment: 'test', sellerTaxNo: seller.taxNo, orderNo });
      const invoice = books.ledger.findInvoice(entry?.invoiceNo ?? '');
      return {
        orderNo,
        returnCode: entry?.state === 'processing' ? '0001' : '0000',
        invoiceNo: invoice?.invoiceNo ?? null,
      };
    });
    expect(spoken.length).toBeGreaterThanOrEqual(200);
    expect(kept).toEqual(spoken);
    expect(books.ledger.usedQuota(quotaOwner, '2026-11')).toBe(BigInt(books.ledger.orders().length) * 10000n);

    takeUpOpenOrders(books.context());
    books.advanceTo(noon + 600_000);
    const { invoiceNo } = books.issue({ ...order, orderNo: 'AFTER' });
    const invoices = books.ledger.invoices();
    expect(invoices.length).toBe(books.ledger.orders().length);
    expect(new Set(invoices.map((invoice) => invoice.invoiceNo)).size).toBe(invoices.length);
    expect(spoken.map((line) => line.invoiceNo)).not.toContain(invoiceNo);
    expect(books.issue({ ...order, orderNo: 'SO-1' }).returnCode).toBe('4001');
    books.database.close();
  });
});
