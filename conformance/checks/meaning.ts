// What a believed answer means for the order it is about (R, C-6 to C-10).
import type { Bilingual } from '../bilingual.ts';
import type { Attempt } from './attempt.ts';

/** 3001 and 3004 grow by C-6; for 3003 `retryAfter` suffices. */
export const growingBusyCodes = ['3001', '3004'];
const maintenance = '3003';
const pollCodes = ['0001', '4003'];
const unknownCodes = ['3002', '9999'];
/** R: class repair but 4004, which means resend where C-8 and C-10 ask. */
export const repairCodes = ['1001', '1002', '4102'];
/** R: class stop. */
export const stopCodes = ['2001', '2002', '2005', '2006', '2007', '2008', '4002', '4101', '4103'];
export const resignCodes = ['2003', '2004'];
/** C-8: definitive also after an unknown attempt. */
const definitiveCodes = ['1001', '4002', '4101', '4102', '4103'];

type Invoice = { readonly invoiceNo: string | null; readonly status: string | null };

export const codeOf = ({ heard }: Attempt): string | null => (heard.kind === 'believed' ? heard.returnCode : null);

const payloadOf = ({ heard }: Attempt): Readonly<Record<string, unknown>> => {
  const answer = heard.kind === 'unknown' ? heard.disbelieved?.answer : heard.kind === 'believed' ? heard.answer : null;
  const payload = answer?.payload;
  return typeof payload === 'object' && payload !== null ? (payload as Record<string, unknown>) : {};
};

const textIn = (payload: Readonly<Record<string, unknown>>, name: string): string | null => {
  const value = payload[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

/** The invoice an answer speaks of, believed or not. */
export const invoiceIn = (attempt: Attempt): Invoice & { readonly content: Readonly<Record<string, unknown>> } => {
  const content = payloadOf(attempt);
  return { invoiceNo: textIn(content, 'invoiceNo'), status: textIn(content, 'status'), content };
};

export const isQuery = (attempt: Attempt): boolean => attempt.interface === 'invoice.query';
export const isIssue = (attempt: Attempt): boolean => attempt.interface === 'invoice.issue';

export const isBusy = (attempt: Attempt): boolean => {
  const code = codeOf(attempt);
  return code === maintenance || growingBusyCodes.includes(code ?? '');
};

/** 3002, 9999 and whatever is no believed answer (C-8). */
export const isUnknown = (attempt: Attempt): boolean =>
  attempt.heard.kind === 'unknown' || unknownCodes.includes(codeOf(attempt) ?? '');

/** 0001, 4003, or a query that found `processing` (C-10). */
export const isAccepted = (attempt: Attempt): boolean =>
  pollCodes.includes(codeOf(attempt) ?? '') ||
  (codeOf(attempt) === '0000' && invoiceIn(attempt).status === 'processing');

export const isNotFound = (attempt: Attempt): boolean => codeOf(attempt) === '4004';

/** Only these let an order be `rejected` once an attempt's outcome was unknown (C-8). */
export const isDefinitive = (attempt: Attempt): boolean =>
  definitiveCodes.includes(codeOf(attempt) ?? '') ||
  (codeOf(attempt) === '0000' && invoiceIn(attempt).status === 'failed');

/** In words: the code, or why there is none. */
export const describeHeard = ({ heard }: Attempt): Bilingual => {
  if (heard.kind === 'believed') return { en: heard.returnCode, zh: heard.returnCode };
  return heard.kind === 'unknown' ? heard.why : { en: 'connection refused', zh: '连接被拒绝' };
};
