// A bureau's books without doors: a seller, an application, a clock moved by hand, and a lawful order to change.

import type { Letter } from '../../../simulator/delivery/outbox.ts';
import { type Database, openDatabase } from '../../../simulator/ledger/database.ts';
import { createLedger, type Ledger } from '../../../simulator/ledger/ledger.ts';
import type { Decision, OperationContext, StatusChange } from '../../../simulator/operations/decision.ts';
import { invoiceIssue } from '../../../simulator/operations/invoice-issue.ts';
import { readProfile } from '../../../simulator/profiles/profile.ts';
import { createRecentCount } from '../../../simulator/recent-count.ts';
import type { Application } from '../../../simulator/register/application.ts';
import type { Seller } from '../../../simulator/register/seller.ts';
import type { TenantSettings } from '../../../simulator/register/tenant-settings.ts';
import { createTaxCodeBook } from '../../../simulator/tax-codes/tax-code-book.ts';
import { shippedTable } from '../../../simulator/tax-codes/tax-codes.ts';

export const noon = Date.parse('2026-11-23T12:00:00.000+08:00');

export const seller: Seller = {
  taxNo: '91110108551385082Q',
  name: '联调测试科技有限公司',
  kind: 'general',
  address: '北京市海淀区示范路1号',
  phone: '010-00000000',
  bank: '示范银行北京分行',
  account: '0000000000000000000',
  types: ['81', '82', '85', '86'],
  quota: '1000000.00',
};

/** Whose quota the application's orders use. */
export const quotaOwner = { environment: 'test', sellerTaxNo: seller.taxNo } as const;

export const application: Application = {
  appId: 'LD0000000001',
  appSecret: 'sixteen-or-more-characters',
  sm4Key: '0123456789abcdeffedcba9876543210',
  environment: 'test',
  signType: 'HMAC-SM3',
  encryptType: 'SM4-CBC',
  sellers: [seller.taxNo],
};

export const line = {
  name: '软件定制开发',
  taxCode: '3040201010000000000',
  quantity: '1',
  unitPrice: '100',
  amount: '100.00',
  rate: '0.06',
  tax: '6.00',
};

/** Lawful as it stands. */
export const order = {
  orderNo: 'SO-1',
  invoiceType: '82',
  seller: { name: seller.name, taxNo: seller.taxNo },
  buyer: { name: '购买方有限公司', taxNo: '91350100M000100Y43', kind: 'enterprise' },
  lines: [line],
  amount: '100.00',
  tax: '6.00',
  total: '106.00',
  clerk: '张三',
};

export type Books = {
  readonly database: Database;
  readonly ledger: Ledger;
  readonly changes: readonly StatusChange[];
  readonly letters: readonly Letter[];
  readonly context: (changed?: Partial<OperationContext>) => OperationContext;
  readonly issue: (payload: unknown, changed?: Partial<OperationContext>) => Decision;
  /** Moves the clock; what falls due runs at its own instant, in order. */
  readonly advanceTo: (epochMs: number) => void;
};

export const openBooks = (options: { path?: string; settings?: Partial<TenantSettings> } = {}): Books => {
  const database = openDatabase(options.path ?? ':memory:');
  const ledger = createLedger(database);
  const changes: StatusChange[] = [];
  const letters: Letter[] = [];
  const queries = new Map<string, number>();
  const due: { at: number; run: () => void }[] = [];
  const load = createRecentCount(1000);
  const taxCodes = createTaxCodeBook(database, shippedTable);
  let now = noon;
  const context = (changed: Partial<OperationContext> = {}): OperationContext => ({
    now,
    environment: 'test',
    application,
    sellers: new Map([[seller.taxNo, seller]]),
    settings: { issue: 'synchronous', issueDelayMs: 5000, deliveryDelayMs: 60_000, ...options.settings },
    load,
    ledger,
    profile: readProfile('standard'),
    taxCodes,
    taxTable: taxCodes.table,
    schedule: (at, run) => void due.push({ at, run }),
    statusChanged: (change) => void changes.push(change),
    callbackHosts: [],
    subscribe: () => undefined,
    documentsOf: () => null,
    countQuery: (invoiceNo) => {
      queries.set(invoiceNo, (queries.get(invoiceNo) ?? 0) + 1);
      return queries.get(invoiceNo) ?? 0;
    },
    post: (letter) => void letters.push(letter),
    ...changed,
  });
  return {
    database,
    ledger,
    changes,
    letters,
    context,
    issue: (payload, changed) => invoiceIssue.execute(payload, context(changed)),
    advanceTo: (epochMs) => {
      for (;;) {
        due.sort((a, b) => a.at - b.at);
        const next = due[0];
        if (next === undefined || next.at > epochMs) break;
        due.shift();
        now = Math.max(now, next.at);
        next.run();
      }
      now = epochMs;
    },
  };
};

/** The code and the invoice of a decision. */
export const gist = ({ returnCode, invoiceNo }: Decision) => [returnCode, invoiceNo] as const;
