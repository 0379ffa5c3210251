// A seller's invoices as the specification tells of them (B-1, B-5, B-6, B-7), in a few plain maps: written from its text alone.

/** Fen. */
export type ModelLine = { amount: number; tax: number };
export type ModelInvoice = {
  readonly paper: boolean;
  readonly issuedMs: number;
  readonly issued: readonly Readonly<ModelLine>[];
  readonly left: ModelLine[];
  state: 'whole' | 'red-partial' | 'red-full' | 'void';
  mark: 'used' | 'booked' | null;
};
export type ModelSheet = {
  readonly invoice: number;
  readonly side: '0' | '1';
  readonly createdMs: number;
  /** What it takes from each line. */
  readonly takes: readonly Readonly<ModelLine>[];
  state: string;
  issued: boolean;
};

/** How this bureau is set up. */
export type ModelProfile = {
  readonly issue: 'synchronous' | 'asynchronous';
  readonly redIssue: 'seller' | 'automatic';
};

type Pending = { readonly lines: readonly Readonly<ModelLine>[]; readonly paper: boolean; readonly dueMs: number };

const hourMs = 3_600_000;
/** Between acceptance and issue. */
export const issueDelayMs = 5_000;
const beijingMonth = (epochMs: number): string => new Date(epochMs + 8 * hourMs).toISOString().slice(0, 7);

export class BureauModel {
  readonly invoices: ModelInvoice[] = [];
  readonly sheets: ModelSheet[] = [];
  readonly used = new Map<string, number>();
  /** Accepted and not issued yet, oldest first. */
  pending: Pending[] = [];
  readonly profile: ModelProfile;
  nowMs: number;
  quota: number;
  reds = 0;

  constructor(nowMs: number, quota: number, profile: ModelProfile) {
    this.nowMs = nowMs;
    this.quota = quota;
    this.profile = profile;
  }

  month(): string {
    return beijingMonth(this.nowMs);
  }

  usedNow(): number {
    return this.used.get(this.month()) ?? 0;
  }

  #use(fen: number): void {
    this.used.set(this.month(), this.usedNow() + fen);
  }

  issue(lines: readonly Readonly<ModelLine>[], paper: boolean): string {
    const amount = lines.reduce((sum, line) => sum + line.amount, 0);
    if (amount > this.quota - this.usedNow()) return '4101';
    this.#use(amount);
    if (this.profile.issue === 'asynchronous') {
      this.pending.push({ lines, paper, dueMs: this.nowMs + issueDelayMs });
      return '0001';
    }
    this.#book(lines, paper, this.nowMs);
    return '0000';
  }

  #book(lines: readonly Readonly<ModelLine>[], paper: boolean, issuedMs: number): void {
    const left = lines.map((line) => ({ ...line }));
    this.invoices.push({ paper, issuedMs, issued: lines, left, state: 'whole', mark: null });
  }

  openSheetOf(invoice: number): ModelSheet | undefined {
    return this.sheets.find(
      (sheet) => sheet.invoice === invoice && !sheet.issued && ['01', '02', '03', '04'].includes(sheet.state),
    );
  }

  /** `takes` null: all that is left. */
  judgeReversal(invoice: ModelInvoice, takes: readonly Readonly<ModelLine>[] | null): string {
    if (invoice.state === 'void') return '1001';
    if (invoice.state === 'red-full') return '4201';
    const beyond = takes?.some((take, at) => {
      const left = invoice.left[at] ?? { amount: 0, tax: 0 };
      return take.amount > left.amount || take.tax > left.tax;
    });
    if (beyond) return '4202';
    const untaxed = takes?.some((take, at) => {
      const left = invoice.left[at];
      return take.amount > 0 && take.amount === left?.amount && take.tax !== left.tax;
    });
    return untaxed ? '1001' : '0000';
  }

  /** B-5, profile `automatic`: the bureau itself issues what needs nobody's word any more, electronic types only. */
  #issueByItself(sheet: ModelSheet): void {
    const invoice = this.invoices[sheet.invoice];
    const settled = sheet.state === '01' || sheet.state === '04';
    if (this.profile.redIssue !== 'automatic' || !settled || !invoice || invoice.paper) return;
    sheet.issued = true;
    this.#reverse(invoice, sheet.takes);
  }

  #reverse(invoice: ModelInvoice, takes: readonly Readonly<ModelLine>[]): void {
    takes.forEach((take, at) => {
      const left = invoice.left[at];
      if (!left) return;
      left.amount -= take.amount;
      left.tax -= take.tax;
    });
    invoice.state = invoice.left.every(({ amount }) => amount === 0) ? 'red-full' : 'red-partial';
    if (beijingMonth(invoice.issuedMs) === this.month()) this.#use(-takes.reduce((sum, take) => sum + take.amount, 0));
    this.reds += 1;
  }

  red(index: number, takes: readonly Readonly<ModelLine>[] | null): string {
    const invoice = this.invoices[index];
    if (!invoice) return '4004';
    if (invoice.state === 'void') return '1001';
    if (invoice.state === 'red-full') return '4201';
    const open = this.openSheetOf(index);
    if (open) {
      if (open.state === '02' || open.state === '03') return '4205';
      const same = takes === null || JSON.stringify(takes) === JSON.stringify(open.takes);
      if (!same) return '4205';
      open.issued = true;
      this.#reverse(invoice, open.takes);
      return '0000';
    }
    const judged = this.judgeReversal(invoice, takes);
    if (judged !== '0000') return judged;
    const all = takes ?? invoice.left.map((line) => ({ ...line }));
    const state = invoice.mark === null ? '01' : '02';
    const sheet = {
      invoice: index,
      side: '0' as const,
      createdMs: this.nowMs,
      takes: all,
      state,
      issued: state === '01',
    };
    this.sheets.push(sheet);
    if (state === '02') return '4203';
    this.#reverse(invoice, all);
    return '0000';
  }

  apply(index: number, side: '0' | '1'): string {
    const invoice = this.invoices[index];
    if (!invoice) return '4004';
    const judged = this.judgeReversal(invoice, null);
    if (judged !== '0000') return judged;
    if (this.openSheetOf(index)) return '4205';
    const state = side === '1' ? '03' : invoice.mark === null ? '01' : '02';
    const takes = invoice.left.map((line) => ({ ...line }));
    const sheet: ModelSheet = { invoice: index, side, createdMs: this.nowMs, takes, state, issued: false };
    this.sheets.push(sheet);
    this.#issueByItself(sheet);
    return '0000';
  }

  confirm(index: number, decision: 'Y' | 'N' | 'C', by: '0' | '1'): string {
    const sheet = this.sheets[index];
    if (!sheet) return '4004';
    const initiator = by === sheet.side;
    if (sheet.state === '04' && decision === 'Y' && !initiator && !sheet.issued) return '0000';
    if (sheet.issued || !['01', '02', '03', '04'].includes(sheet.state)) return '4204';
    if (decision === 'C') {
      if (!initiator) return '2001';
      sheet.state = sheet.state === '04' ? '09' : '08';
      return '0000';
    }
    if (sheet.state === '01' || sheet.state === '04') return '4204';
    if (initiator) return '2001';
    sheet.state = decision === 'Y' ? '04' : sheet.side === '0' ? '05' : '06';
    this.#issueByItself(sheet);
    return '0000';
  }

  void(index: number): string {
    const invoice = this.invoices[index];
    if (!invoice) return '4004';
    const sameMonth = beijingMonth(invoice.issuedMs) === this.month();
    const may =
      invoice.paper && invoice.state === 'whole' && sameMonth && invoice.mark === null && !this.openSheetOf(index);
    if (!may) return '4301';
    invoice.state = 'void';
    this.#use(-invoice.issued.reduce((sum, line) => sum + line.amount, 0));
    return '0000';
  }

  advance(hours: number): void {
    this.nowMs += hours * hourMs;
    for (const { lines, paper, dueMs } of this.pending) this.#book(lines, paper, dueMs);
    this.pending = [];
    for (const sheet of this.sheets)
      if ((sheet.state === '02' || sheet.state === '03') && sheet.createdMs + 72 * hourMs <= this.nowMs)
        sheet.state = '07';
  }
}
