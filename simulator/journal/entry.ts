// A journal entry: one exchange from its first byte to its end, with the verdict of every gate (B-11).
import type { GateVerdict } from '../operations/decision.ts';

export type ExchangeEnd = 'answered' | 'held' | 'reset' | 'left';

/** Instants are `yyyy-MM-ddTHH:mm:ss.SSS+08:00` of the tenant's clock. */
export type JournalEntry = {
  readonly seq: number;
  /** One counter over begins and ends of exchanges: tells what overlapped. */
  readonly openedOrder: number;
  closedOrder: number | null;
  readonly receivedAt: string;
  endedAt: string | null;
  readonly connection: number;
  readonly secure: boolean;
  interface: string;
  format: string;
  appId: string | null;
  nonce: string | null;
  orderNo: string | null;
  readonly request: {
    readonly method: string;
    readonly path: string;
    readonly contentType: string | null;
    readonly body: string;
    readonly bodyEncoding: 'utf8' | 'base64';
    payload: string | null;
  };
  readonly gates: GateVerdict[];
  answer: {
    readonly httpStatus: number;
    readonly body: string;
    readonly payload: string | null;
    readonly returnCode: string | null;
    complete: boolean;
  } | null;
  decided: { readonly returnCode: string; readonly invoiceNo: string | null } | null;
  fault: { readonly id: string; readonly effect: Readonly<Record<string, unknown>>; readonly phase: string } | null;
  /** The hostile behaviours that changed something of it; absent where none did. */
  hostilities?: readonly string[];
  /** A genuine request in CBC mode came under the IV of this earlier exchange (E-4); absent for a fresh one. */
  ivFirstSeenIn?: number;
  end: ExchangeEnd | null;
};
