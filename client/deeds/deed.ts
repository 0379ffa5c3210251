// What a taxpayer has the bureau do exactly once: an invoice issued, reversed or voided, a word on a sheet (C-8, C-16).
import type { BelievedAnswer } from '../heard.ts';
import type { Invoice } from '../invoice.ts';
import type { DeedKind } from '../store/store.ts';
import type { Progress } from './progress.ts';

export type Payload = Readonly<Record<string, unknown>>;

export type Question = { readonly interface: string; readonly payload: Payload };

/** What an answer says about the deed, where its data must be read for that. */
export type Judgement =
  /** `invoice`: the one that came of it; null where a deed makes none. */
  | { readonly kind: 'done'; readonly invoice: Invoice | null }
  /** Accepted, to be asked for again (C-10). */
  | { readonly kind: 'poll' }
  /** Certainly not done: it may be sent (again). */
  | { readonly kind: 'undone' }
  /** Definitively refused; nothing came of it. */
  | { readonly kind: 'refused'; readonly message: string }
  /** The number is bound to something else (C-9). */
  | { readonly kind: 'taken'; readonly message: string }
  /** Only a person can say what is to be done (C-9). */
  | { readonly kind: 'person'; readonly message: string }
  /** The data are not what P says they are: an unknown outcome (C-2). */
  | { readonly kind: 'unreadable'; readonly message: string };

export type Deed = {
  readonly kind: DeedKind;
  /** The request that does it; the same payload every time (C-1), but for the sheet that came to allow it (B-5). */
  readonly act: (progress: Progress) => Question;
  /** The question that tells whether it was done. */
  readonly settle: Question;
  readonly judge: (answer: BelievedAnswer, progress: Progress) => Judgement;
  /** What a person is told when it ends without certainty. */
  readonly unsettled: string;
};
