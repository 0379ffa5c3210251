// The evidence of one scenario as the three witnesses give it (V-2): the wire and the driver dialogue, the ledger, the claims.

import type { Variation } from './variation/record.ts';

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`, the session's clock unless said otherwise. */
export type Instant = string;

/** A message between the kit and the client under test (section D), in the order the kit saw it. */
export type DialogueEvent = {
  readonly order: number;
  readonly direction: 'to-client' | 'from-client';
  readonly at: Instant;
  readonly message: Readonly<Record<string, unknown>>;
};

/** One exchange on the wire as the bureau's journal holds it; bodies are the bytes, decrypted again by the judge's own wire. */
export type WireExchange = {
  readonly seq: number;
  /** One counter over begins and ends of all exchanges of the tenant: tells what overlapped. */
  readonly openedOrder: number;
  readonly closedOrder: number | null;
  readonly receivedAt: Instant;
  readonly endedAt: Instant | null;
  readonly secure: boolean;
  readonly interface: string;
  readonly nonce: string | null;
  readonly orderNo: string | null;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType: string | null;
    readonly body: string;
    readonly bodyEncoding: 'utf8' | 'base64';
  };
  /** What really left the bureau; null when nothing did. `complete` is false when it broke off. */
  readonly answer: { readonly httpStatus: number; readonly body: string; readonly complete: boolean } | null;
  readonly gates: readonly {
    readonly gate: string;
    readonly verdict: 'passed' | 'refused';
    readonly returnCode?: string;
  }[];
  /** What the bureau did, also when the answer was lost. */
  readonly decided: { readonly returnCode: string; readonly invoiceNo: string | null } | null;
  readonly fault: {
    readonly id: string;
    readonly effect: Readonly<Record<string, unknown>>;
    readonly phase: string;
  } | null;
  readonly end: 'answered' | 'held' | 'reset' | 'left' | null;
  /** What the seed changed of the answer. */
  readonly hostilities?: readonly string[];
};

export type LedgerInvoice = {
  readonly orderNo: string;
  readonly invoiceNo: string;
  readonly status: string;
  readonly issuedAt: string;
  readonly deliveredAt: string | null;
  readonly sellerTaxNo: string;
  readonly buyerName: string;
  readonly amount: string;
  readonly tax: string;
  readonly total: string;
  /** Of a red one: the number of its blue. */
  readonly original?: string | null;
};

/** A confirmation sheet as the bureau's books have it (B-5). */
export type LedgerSheet = {
  readonly sheetNo: string;
  readonly orderNo: string;
  readonly side: '0' | '1';
  readonly originalInvoiceNo: string;
  readonly state: string;
  readonly redInvoiceNo: string | null;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
};

/** The audit log as a client gave it (D-1), unread: what is wrong with it is for the checks to say. */
export type AuditLog = { readonly retentionYears: unknown; readonly entries: readonly unknown[] };

/** One sending of a push to the client's callbackUrl, as the bureau's book of pushes holds it (B-4, B-12). */
export type PushSending = {
  /** From 1, in the order of sending. */
  readonly number: number;
  /** The same over all sendings of one piece of news. */
  readonly requestId: string;
  readonly orderNo: string;
  readonly sentAt: Instant;
  /** What the fault that acted made of it. */
  readonly manner: 'regular' | 'duplicate' | 'forged';
  readonly fault: string | null;
  /** The bytes as they left the bureau. */
  readonly body: string;
  /** `answered`: HTTP 200 with returnCode 0000; null: under way when the evidence was gathered; `lost` never left. */
  readonly outcome: 'answered' | 'refused' | 'timeout' | 'unreachable' | 'lost' | null;
  readonly httpStatus: number | null;
  /** The beginning of what the client answered, or why nothing came. */
  readonly answer: string | null;
};

/** What the client claimed in a `result` (D-2). */
export type Claim = {
  readonly command: string;
  readonly outcome: string;
  readonly returnCode: string | null;
  readonly invoice: Readonly<Record<string, unknown>> | null;
  readonly attempts: number;
  readonly errors: readonly Readonly<Record<string, unknown>>[];
  readonly message: string;
  /** Of the command `audit`, where the result holds a list of entries. */
  readonly audit?: AuditLog;
  /** Of the command `rollout`, where the result names a share. */
  readonly rollout?: { readonly share: unknown; readonly decisions: unknown };
};

/** A command the kit gave, by the name the scenario has for it (`as`). */
export type GivenCommand = {
  readonly id: string;
  readonly as: string;
  readonly command: 'issue' | 'query' | 'red' | 'void' | 'sync' | 'audit' | 'rollout';
  /** The order's or the reversal's name in the scenario; empty for `sync`, `audit` and `rollout`, as its number. */
  readonly order: string;
  readonly orderNo: string;
  /** Of `rollout`: as commanded. */
  readonly rollout?: { readonly share: string; readonly salt: string } | { readonly kill: true };
  /** Of `red` by a sheet: what the client is told to say on it. */
  readonly word?: { readonly sheetNo: string; readonly decision: 'Y' | 'N' | 'C' };
};

/** How a session ended: `complete`, or why it could not be judged by its content. */
export type SessionEnd =
  | { readonly kind: 'complete' }
  | { readonly kind: 'unsupported'; readonly reason: string }
  | { readonly kind: 'adapter-error'; readonly reason: string; readonly lastEvents: readonly string[] }
  | { readonly kind: 'void'; readonly reason: string }
  /** Something of the evidence is gone: what remains may look like a breach, or hide one. */
  | { readonly kind: 'incomplete'; readonly reason: string }
  | { readonly kind: 'harness-error'; readonly reason: string };

/** All that the judge may look at for one scenario; can be stored and judged again (V-2, V-3). */
export type Evidence = {
  readonly scenarioId: string;
  readonly clockMode: 'virtual' | 'real';
  /** How many times as fast as the machine's time a real clock ran (D-10); else 1. */
  readonly clockRate: number;
  readonly startedAt: Instant;
  readonly credentials: {
    readonly appId: string;
    readonly appSecret: string;
    readonly sm4Key: string;
    readonly encryptType: 'SM4-CBC' | 'SM4-ECB';
    readonly signType: 'HMAC-SM3' | 'SM2-SM3';
    /** Throwaway SM2 keys of the session and the bureau's public one, where SM2-SM3 is registered (E-3). */
    readonly privateKeyPem?: string;
    readonly clientPublicKeyPem?: string;
    readonly bureauPublicKeyPem?: string;
  };
  /** In which the session was opened (T-3). */
  readonly format: 'json' | 'xml';
  readonly responseTimeoutMs: number;
  /** The payloads as commanded, by the scenario's name of the order. */
  readonly orders: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly commands: readonly GivenCommand[];
  readonly dialogue: readonly DialogueEvent[];
  /** Exchanges of the client under test only. */
  readonly wire: readonly WireExchange[];
  /** Numbers of the exchanges that the bureau's events told of up to the instant at which its record was taken. */
  readonly announced: readonly number[];
  /** Exchanges of the kit itself (`beforehand`). */
  readonly kitWire: readonly WireExchange[];
  readonly pushes: readonly PushSending[];
  readonly ledger: readonly LedgerInvoice[];
  /** Oldest first. */
  readonly sheets: readonly LedgerSheet[];
  /** Numbers of the sheets that the buyer or the kit itself opened. */
  readonly othersSheets: readonly string[];
  readonly claims: readonly Claim[];
  readonly faults: readonly { readonly id: string; readonly hits: number; readonly required: boolean }[];
  readonly end: SessionEnd;
  readonly variation: Variation;
};
