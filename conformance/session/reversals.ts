// What a session does about red, void, tax codes and the audit log: commands that name invoices drawn only at run time, and the buyer's acts.
import { BureauFailure, type Control } from '../bureau/control.ts';
import type { GivenCommand } from '../evidence.ts';
import type { CounterpartyAct, Scenario, Step } from '../scenario/scenario.ts';
import { SessionEnded } from './ending.ts';

type Place = { readonly control: Control; readonly tenant: string; readonly scenario: Scenario };
/** A command as D-1 has it, and what the evidence keeps of it. */
export type Told = {
  readonly message: Readonly<Record<string, unknown>>;
  readonly given: Omit<GivenCommand, 'id' | 'as'>;
  /** The request as commanded, kept under its own name. */
  readonly payload: Readonly<Record<string, unknown>> | null;
};

/** A number that no invoice and no sheet has. */
const nowhere = '0'.repeat(20);

const invoiceNoOf = async (order: string, { control, tenant, scenario }: Place): Promise<string> => {
  const orderNo = scenario.orders[order]?.orderNo;
  const booked = (await control.ledger(tenant)).find((invoice) => invoice.orderNo === orderNo);
  // A number no invoice has, where the order came to none: the step is taken, and the checks see what came of it.
  return booked?.invoiceNo ?? nowhere;
};

const sheetNoOf = async (order: string, place: Place): Promise<string> => {
  const original = await invoiceNoOf(order, place);
  const sheets = await place.control.sheets(place.tenant);
  return sheets.findLast((sheet) => sheet.originalInvoiceNo === original)?.sheetNo ?? nowhere;
};

const redOf = (name: string, { scenario }: Place) => {
  const red = scenario.reds[name];
  if (!red) throw new BureauFailure(`the scenario has no reversal ${name}`);
  return red;
};

/** The payload of `invoice.red` that a reversal stands for. */
const requestOf = async (name: string, place: Place): Promise<Readonly<Record<string, unknown>>> => {
  const { orderNo, original, reason, lines } = redOf(name, place);
  const originalInvoiceNo = await invoiceNoOf(original, place);
  return { orderNo, originalInvoiceNo, reason, ...(lines === null ? {} : { lines }) };
};

/** The message for a step about red, void, tax codes or the audit log. */
export const tellReversal = async (
  step: Extract<Step, { kind: 'red' | 'confirm' | 'void' | 'sync' | 'audit' | 'rollout' }>,
  place: Place,
): Promise<Told> => {
  if (step.kind === 'rollout') {
    const given = { command: 'rollout', order: '', orderNo: '', rollout: step.wish } as const;
    return { message: { command: 'rollout', ...step.wish }, given, payload: null };
  }
  if (step.kind === 'audit')
    return { message: { command: 'audit' }, given: { command: 'audit', order: '', orderNo: '' }, payload: null };
  if (step.kind === 'sync')
    return {
      message: { command: 'sync', since: null },
      given: { command: 'sync', order: '', orderNo: '' },
      payload: null,
    };
  if (step.kind === 'void') {
    const request = { invoiceNo: await invoiceNoOf(step.order, place), reason: step.reason };
    const orderNo = place.scenario.orders[step.order]?.orderNo ?? '';
    return {
      message: { command: 'void', request },
      given: { command: 'void', order: step.order, orderNo },
      payload: null,
    };
  }
  const { orderNo, original } = redOf(step.red, place);
  const given = { command: 'red', order: step.red, orderNo } as const;
  if (step.kind === 'confirm') {
    const sheetNo = await sheetNoOf(original, place);
    const word = { sheetNo, decision: step.decision };
    return { message: { command: 'red', ...word }, given: { ...given, word }, payload: null };
  }
  const request = await requestOf(step.red, place);
  return { message: { command: 'red', request }, given, payload: request };
};

const marks: Readonly<Partial<Record<CounterpartyAct, string>>> = { use: 'used', book: 'booked' };

/** Nobody can act on what the client did not bring about: the step is not reached, and the checks say whose doing that is. */
const requireNumber = (number: string, what: string): string => {
  if (number !== nowhere) return number;
  throw new SessionEnded({ kind: 'void', reason: `a step was never reached: there is no ${what} to act on` });
};

/** The buyer marks the invoice of an order, or applies for, confirms, refuses or withdraws a sheet about it. */
export const actAsCounterparty = async (
  { order, act, red }: Extract<Step, { kind: 'counterparty' }>,
  place: Place,
): Promise<void> => {
  const mark = marks[act];
  const originalInvoiceNo = requireNumber(await invoiceNoOf(order, place), `invoice of ${order}`);
  if (mark !== undefined) return place.control.post(place.tenant, 'marks', { invoiceNo: originalInvoiceNo, mark });
  const about =
    act === 'apply'
      ? { originalInvoiceNo, ...(red === undefined ? {} : await requestOf(red, place)) }
      : { sheetNo: requireNumber(await sheetNoOf(order, place), `sheet of ${order}`) };
  return place.control.post(place.tenant, 'sheets', { act, ...about });
};

/** Of the kit's void; the client is not told why (B-6: `4` is any other reason). */
const anyReason = '4';

/** What the kit sends as the seller at another desk (B-10): another channel has the same ledger and sheets. */
export const tellElsewhere = async (
  step: Extract<Step, { kind: 'elsewhere' | 'voidElsewhere' }>,
  place: Place,
): Promise<{ readonly interface: string; readonly payload: Readonly<Record<string, unknown>> }> => {
  if (step.kind === 'voidElsewhere') {
    const invoiceNo = requireNumber(await invoiceNoOf(step.order, place), `invoice of ${step.order}`);
    return { interface: 'invoice.void', payload: { invoiceNo, reason: anyReason } };
  }
  const { red, act } = step;
  const { original } = redOf(red, place);
  if (act === 'withdraw') {
    const sheetNo = requireNumber(await sheetNoOf(original, place), `sheet of ${original}`);
    return { interface: 'red.confirm', payload: { sheetNo, decision: 'C' } };
  }
  const request = await requestOf(red, place);
  requireNumber(String(request['originalInvoiceNo']), `invoice of ${original}`);
  return act === 'issue'
    ? { interface: 'invoice.red', payload: request }
    : { interface: 'red.apply', payload: { ...request, side: '0' } };
};
