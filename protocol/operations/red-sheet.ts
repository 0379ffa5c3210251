// The confirmation sheet of a reversal (红字确认单) and the interfaces about it (section P, `red.apply|confirm|query`; B-5).
import type { Static } from 'typebox';
import { Type } from '../schema.ts';
import { InvoiceRed, RedLine } from './invoice-red.ts';

const number = Type.String({ pattern: '^[0-9]{20}$' });
const day = Type.String({ pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' });
const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });

/**
 * 01 the seller may issue at once · 02 waits for the buyer · 03 waits for the seller · 04 both confirmed · 05/06 refused ·
 * 07 72 h passed · 08 withdrawn · 09 withdrawn after confirmation · 10 voided as abnormal.
 */
export const sheetStates = ['01', '02', '03', '04', '05', '06', '07', '08', '09', '10'] as const;
export type SheetState = (typeof sheetStates)[number];

/** `0` the seller, `1` the buyer of the original invoice. */
export const RedSide = words(['0', '1']);
export type RedSide = Static<typeof RedSide>;

export const RedApply = Type.Intersect([Type.Omit(InvoiceRed, ['sheetNo']), Type.Object({ side: RedSide })]);
export type RedApply = Static<typeof RedApply>;

export const RedConfirm = Type.Object(
  { sheetNo: number, decision: words(['Y', 'N', 'C']) },
  { description: 'Y confirms, N refuses, C withdraws.' },
);
export type RedConfirm = Static<typeof RedConfirm>;

/** By number, or a span of days of application (UTC+8, both inclusive) of one side. */
export const RedQuery = Type.Union([
  Type.Object({ sheetNo: number }),
  Type.Object({
    side: RedSide,
    state: Type.Optional(words(sheetStates)),
    from: day,
    to: day,
    page: Type.Optional(Type.Union([Type.Integer({ minimum: 1 }), Type.String({ pattern: '^[1-9][0-9]{0,8}$' })])),
  }),
]);
export type RedQuery = Static<typeof RedQuery>;

export const SheetAnswer = Type.Object({
  sheetNo: number,
  orderNo: Type.String(),
  side: RedSide,
  state: words(sheetStates),
  issued: words(['Y', 'N']),
  redInvoiceNo: Type.Optional(number),
  originalInvoiceNo: number,
  reason: Type.String(),
  lines: Type.Array(RedLine),
  expiresAt: Type.String(),
});
export type SheetAnswer = Static<typeof SheetAnswer>;

const whole = Type.Union([Type.Integer({ minimum: 0 }), Type.String({ pattern: '^[0-9]{1,15}$' })]);

/** By number the sheet itself; by days at most 500 a page, oldest first, `count` of all pages together. */
export const RedQueryAnswer = Type.Union([
  SheetAnswer,
  Type.Object({ page: whole, pages: whole, count: whole, sheets: Type.Array(SheetAnswer) }),
]);
export type RedQueryAnswer = Static<typeof RedQueryAnswer>;
