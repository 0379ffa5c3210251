// Red, void and tax codes of the small client: look first, settle by asking, wait for sheets, sync to the end (C-16, C-17).
import { type Answer, attempt, type Ending } from './attempt.ts';
import type { Result, Session } from './procedure.ts';

type Members = Readonly<Record<string, unknown>>;
type Code = {
  readonly code: string;
  readonly rates: readonly string[];
  readonly validFrom: string;
  readonly validTo?: string | null;
};
/** The periods of each code as they were told. */
export type Table = Map<string, Code[]>;
export type Subject = { readonly command: string; readonly session: Session };

const ladderMs = [10_000, 30_000, 60_000];
const sheetPauseMs = 600_000;
const sheetPolls = 432;

const createDesk = ({ command, session }: Subject) => {
  let attempts = 0;
  let last: string | null = null;
  const ask = async (name: string, payload: Members): Promise<Ending> => {
    attempts += 1;
    const ending = await attempt({ interface: name, payload, command, firstMs: session.clock.now() }, session);
    if (ending.kind === 'answer') last = ending.answer.code;
    return ending;
  };
  const end = (outcome: Result['outcome'], message: string, invoice: unknown = null): Result => ({
    ...{ outcome, message, invoice, attempts },
    returnCode: last,
  });
  /** Sends `act` until it is answered; after an unknown outcome `look` tells first, null where it must be sent again. */
  const settle = async (act: () => Promise<Ending>, look: () => Promise<Answer | null>): Promise<Answer | null> => {
    for (const waitMs of [0, ...ladderMs]) {
      if (waitMs > 0) {
        await session.clock.sleep(waitMs, { command, reason: 'retry' }).woken;
        const found = session.habits.settlesReversals ? await look() : null;
        if (found) return found;
      }
      const ending = await act();
      if (ending.kind === 'answer') return ending.answer;
    }
    return null;
  };
  return { ask, end, settle };
};

const answerOf = (ending: Ending): Answer | null => (ending.kind === 'answer' ? ending.answer : null);

/** `invoice.red` by its request; waits for a sheet where one is due. */
export const reverse = async (request: Members, subject: Subject): Promise<Result> => {
  const { command, session } = subject;
  const { ask, end, settle } = createDesk(subject);
  const { orderNo, originalInvoiceNo } = request;
  if (session.habits.looksFirst) await ask('invoice.query', { invoiceNo: originalInvoiceNo });
  const findOwn = async () => {
    const found = answerOf(await ask('invoice.query', { orderNo }));
    return found?.code === '0000' ? found : null;
  };
  const answer = await settle(() => ask('invoice.red', request), findOwn);
  if (!answer) return end('unknown', 'no certainty after all waits');
  if (['0000', '4001'].includes(answer.code)) return end('issued', '', answer.payload);
  if (answer.code !== '4203') return end('rejected', `refused with ${answer.code}`);
  const { sheetNo } = answer.payload;
  for (let poll = 0; poll < sheetPolls; poll += 1) {
    const pauseMs = session.habits.waitOf(sheetPauseMs, 'poll', sheetPauseMs);
    await session.clock.sleep(pauseMs, { command, reason: 'poll' }).woken;
    const sheet = answerOf(await ask('red.query', { sheetNo }))?.payload;
    if (sheet?.['issued'] === 'Y') return end('issued', '', (await findOwn())?.payload);
    if (['01', '04'].includes(String(sheet?.['state']))) {
      const issued = await settle(() => ask('invoice.red', { ...request, sheetNo }), findOwn);
      return issued?.code === '0000' ? end('issued', '', issued.payload) : end('unknown', 'the sheet came to nothing');
    }
    if (Number(sheet?.['state']) > 4) return end('rejected', 'the sheet is closed');
  }
  return end('unknown', '72 hours have passed');
};

/** `invoice.void` by its request. */
export const voidInvoice = async (request: Members, subject: Subject): Promise<Result> => {
  const { ask, end, settle } = createDesk(subject);
  const look = () => ask('invoice.query', { invoiceNo: request['invoiceNo'] });
  if (subject.session.habits.looksFirst) await look();
  const answer = await settle(
    () => ask('invoice.void', request),
    async () => {
      const found = answerOf(await look());
      return found?.payload['status'] === 'void' ? found : null;
    },
  );
  if (!answer) return end('unknown', 'no certainty after all waits');
  return answer.code === '0000' ? end('done', '') : end('rejected', `refused with ${answer.code}`);
};

/** `taxcode.sync` to its last page. */
export const sync = async (table: Table, subject: Subject): Promise<Result> => {
  const { ask, end } = createDesk(subject);
  if (!subject.session.habits.syncs) return end('done', '');
  for (let since: unknown = null; ; ) {
    const answer = answerOf(await ask('taxcode.sync', since === null ? {} : { since }));
    if (answer?.code !== '0000') return end('unknown', 'the table cannot be had');
    const told = answer.payload['codes'] as Code[];
    for (const { code } of told)
      table.set(
        code,
        told.filter((other) => other.code === code),
      );
    since = answer.payload['until'];
    if (String(answer.payload['more']) === 'false') return end('done', '');
  }
};

/** The first line whose rate the synced table does not allow today, or null. */
export const findStale = (order: Members, table: Table, today: string): number | null => {
  const lines = order['lines'] as readonly Members[];
  const at = lines.findIndex(({ taxCode, rate }) => {
    const periods = table.get(String(taxCode));
    const period = periods?.find(({ validFrom, validTo }) => validFrom <= today && (!validTo || today <= validTo));
    return periods !== undefined && !period?.rates.some((allowed) => Number(allowed) === Number(rate));
  });
  return at < 0 ? null : at;
};
