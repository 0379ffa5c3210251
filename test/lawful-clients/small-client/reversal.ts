// Red and void of the small client: look first, settle by asking, wait for sheets, say on a sheet what it was told (C-16).
import type { Answer } from './attempt.ts';
import { createDesk, type Members, type Subject } from './desk.ts';
import type { Result } from './procedure.ts';

/** Every 10 min at first, then every hour, for 72 h (R, 4203). */
const sheetPauseMs = (poll: number): number => (poll < 6 ? 600_000 : 3_600_000);
const sheetPolls = 6 + 71;
const chinaOffsetMs = 8 * 3_600_000;
const dayMs = 24 * 3_600_000;

const isClosed = (sheet: Members): boolean => Number(sheet['state']) > 4;

const dayOf = (epochMs: number): string => new Date(epochMs + chinaOffsetMs).toISOString().slice(0, 10);

/** The desk with what all reversals of one original look at. */
const openCase = (request: Members, subject: Subject) => {
  const desk = createDesk(subject);
  const { orderNo, originalInvoiceNo } = request;
  const { clock } = subject.session;
  const findOwn = async (): Promise<Answer | null> => {
    const found = await desk.ask('invoice.query', { orderNo });
    return found?.code === '0000' ? found : null;
  };
  const listed = async (side: '0' | '1'): Promise<Members | null> => {
    const [from, to] = [dayOf(clock.now() - 4 * dayMs), dayOf(clock.now())];
    const answer = await desk.read('red.query', { side, from, to, page: '1' });
    const sheets = (answer?.payload['sheets'] ?? []) as readonly Members[];
    const open = sheets.filter((sheet) => sheet['originalInvoiceNo'] === originalInvoiceNo && sheet['issued'] !== 'Y');
    return open.find((sheet) => !isClosed(sheet)) ?? null;
  };
  const send = (): Promise<Answer | null> => desk.settle(() => desk.ask('invoice.red', request), findOwn);
  const issueBy = async (sheetNo: unknown): Promise<Result> => {
    const issued = await desk.settle(() => desk.ask('invoice.red', { ...request, sheetNo }), findOwn);
    return issued && ['0000', '4001'].includes(issued.code)
      ? desk.end('issued', '', issued.payload)
      : desk.end(issued ? 'rejected' : 'unknown', 'the sheet came to nothing');
  };
  return { ...desk, findOwn, listed, send, issueBy };
};
type Case = ReturnType<typeof openCase>;

/** Asks for a sheet that waits for the buyer until it closes or its time is up. */
const await72Hours = async (sheetNo: unknown, one: Case): Promise<Result> => {
  const { ask, end, rest, findOwn, issueBy } = one;
  for (let poll = 0; poll < sheetPolls; poll += 1) {
    await rest(sheetPauseMs(poll), 'poll');
    const sheet = (await ask('red.query', { sheetNo }))?.payload;
    if (!sheet) continue;
    if (sheet['issued'] === 'Y') return end('issued', '', (await findOwn())?.payload);
    if (['01', '04'].includes(String(sheet['state']))) return issueBy(sheetNo);
    if (isClosed(sheet)) return end('rejected', 'the sheet is closed');
  }
  return end('unknown', '72 hours have passed');
};

/** A sheet that is open already: ours to wait for, to issue by, or to speak on first. */
const goOnWith = async (sheet: Members, one: Case): Promise<Result> => {
  const { sheetNo, state } = sheet;
  if (state === '01' || state === '04') return one.issueBy(sheetNo);
  if (state === '03') return one.end('processing', 'the sheet waits for our own decision');
  return await72Hours(sheetNo, one);
};

const sheetCodes = ['4203', '4205'];

/** `invoice.red` by its request; waits for a sheet where one is due. */
export const reverse = async (request: Members, subject: Subject): Promise<Result> => {
  const one = openCase(request, subject);
  const original = await one.read('invoice.query', { invoiceNo: request['originalInvoiceNo'] });
  if (!original) return one.end('unknown', 'the original could not be looked at');
  if (original.payload['status'] === 'red-full') {
    const own = await one.findOwn();
    return own ? one.end('issued', '', own.payload) : one.end('rejected', 'it is reversed already');
  }
  const open = (await one.listed('0')) ?? (await one.listed('1'));
  if (open) return goOnWith(open, one);
  const answer = await one.send();
  if (!answer) return one.end('unknown', 'no certainty after all waits');
  if (['0000', '4001'].includes(answer.code)) return one.end('issued', '', answer.payload);
  if (sheetCodes.includes(answer.code)) return goOnWith(answer.payload, one);
  return one.end('rejected', `refused with ${answer.code}`);
};

const decided: Readonly<Record<string, readonly string[]>> = { Y: ['04'], N: ['05', '06'], C: ['08', '09'] };

/** `red.confirm` of what it was told; an unknown outcome is settled by the sheet's own state. */
export const speak = async ({ sheetNo, decision }: Members, subject: Subject): Promise<Result> => {
  const { ask, end, settle } = createDesk(subject);
  const said = String(decision);
  const look = async (): Promise<Answer | null> => {
    const sheet = await ask('red.query', { sheetNo });
    return decided[said]?.includes(String(sheet?.payload['state'])) ? sheet : null;
  };
  const answer = await settle(() => ask('red.confirm', { sheetNo, decision: said }), look);
  if (!answer) return end('unknown', 'no certainty after all waits');
  return answer.code === '0000' ? end('done', '') : end('rejected', `refused with ${answer.code}`);
};

/** `invoice.void` by its request. */
export const voidInvoice = async (request: Members, subject: Subject): Promise<Result> => {
  const { ask, read, end, settle } = createDesk(subject);
  const invoice = { invoiceNo: request['invoiceNo'] };
  const find = async (): Promise<Answer | null> => {
    const found = await ask('invoice.query', invoice);
    return found?.payload['status'] === 'void' ? found : null;
  };
  const before = await read('invoice.query', invoice);
  if (!before) return end('unknown', 'the invoice could not be looked at');
  if (before.payload['status'] === 'void') return end('done', 'it is void already');
  const answer = await settle(() => ask('invoice.void', request), find);
  if (!answer) return end('unknown', 'no certainty after all waits');
  return answer.code === '0000' ? end('done', '') : end('rejected', `refused with ${answer.code}`);
};
