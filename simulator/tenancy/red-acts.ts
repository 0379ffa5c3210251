// What others do to a seller's invoices: the buyer marks them, speaks on sheets; the bureau hands out blank paper (B-5, B-6).
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Controlled, ControlProblem, View } from '../control/controlled.ts';
import type { InvoiceEntry } from '../ledger/ledger.ts';
import { isOpenSheet, type Sheet } from '../ledger/sheets.ts';
import type { Decision, OperationContext } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { SheetRequest } from '../register/red-requests.ts';
import { contextOf } from './desk.ts';
import type { World } from './world.ts';

const refuse = (pointer: string, detail: string, remedy: string): { ok: false; problems: ControlProblem[] } => ({
  ok: false,
  problems: [{ pointer, detail, remedy }],
});

/** Only a blue invoice that stands can be used or booked; a mark that was set before is still taken away. */
const judgeMarkable = (invoice: InvoiceEntry, { ledger }: World): ReturnType<typeof refuse> | null => {
  const { invoiceNo, status, content } = invoice;
  const remedy = 'Name a blue invoice that is neither void nor fully reversed: GET …/ledger.';
  if (content['originalInvoiceNo'] !== undefined)
    return refuse('/invoiceNo', 'is a red invoice: there is nothing in it to use or to book (B-5)', remedy);
  if (status === 'void') return refuse('/invoiceNo', 'is void: it is no invoice any longer (B-6)', remedy);
  if (status === 'red-full') return refuse('/invoiceNo', 'is fully reversed: nothing of it is left (B-5)', remedy);
  const open = ledger.sheets.openOf(invoiceNo);
  if (!open) return null;
  return refuse(
    '/mark',
    `the open sheet ${open.sheetNo} blocks its use (B-5)`,
    'Close the sheet first: POST …/sheets.',
  );
};

/** Marks what the buyer did with an invoice; refused for what cannot be used. Resolves when it is kept. */
export const setMark = async (world: World, body: unknown): Promise<Controlled<View>> => {
  const { readMarkRequest } = await import('../register/red-requests.ts');
  const request = readMarkRequest(body);
  if (!request.ok) return request;
  const { invoiceNo, mark } = request.value;
  const { ledger } = world;
  const invoice = ledger.findInvoice(invoiceNo);
  if (!invoice) return refuse('/invoiceNo', 'is no invoice here', 'See GET …/ledger.');
  const unfit = mark === 'none' ? null : judgeMarkable(invoice, world);
  if (unfit) return unfit;
  ledger.buyerMarks.set(invoiceNo, mark === 'none' ? null : mark);
  await ledger.committed();
  return { ok: true, value: { invoiceNo, mark } };
};

const viewSheetFully = ({ lines, createdAt, expiresAt, ...sheet }: Sheet): View => ({
  ...sheet,
  lines,
  createdAt: writeInstant(createdAt),
  expiresAt: writeInstant(expiresAt),
});

/** Every sheet, oldest first. */
export const readSheets = ({ ledger }: World): View => ({
  sheets: ledger.sheets.list({ from: 0, to: Number.MAX_SAFE_INTEGER }).map(viewSheetFully),
});

/** The party itself, without an application of its own: who acts on the control port needs no keys. */
const inNameOf = (taxNo: string, environment: 'test' | 'production', world: World): OperationContext => {
  const application: Application = {
    ...{ appId: 'control', appSecret: '', sm4Key: '', environment, signType: 'HMAC-SM3', encryptType: 'SM4-CBC' },
    sellers: [taxNo],
  };
  return contextOf(world, { environment, application, format: 'json', secure: false, settings: {} });
};

const told = ({ returnCode, data, returnMessage }: Decision, sheetNo: unknown, world: World): Controlled<View> => {
  const sheet = world.ledger.sheets.find(String(data?.['sheetNo'] ?? sheetNo));
  if (returnCode === '0000' && sheet) return { ok: true, value: viewSheetFully(sheet) };
  const errors = Array.isArray(data?.['errors']) ? (data['errors'] as { field: string; message: string }[]) : [];
  const remedy = 'See the confirmation sheets in the specification, B-5.';
  if (errors.length === 0) return refuse('', `${returnCode} ${returnMessage ?? ''}`, remedy);
  return { ok: false, problems: errors.map(({ field, message }) => ({ pointer: field, detail: message, remedy })) };
};

const voidAsAbnormal = (sheet: Sheet, { ledger }: World): Controlled<View> => {
  if (!isOpenSheet(sheet)) return refuse('/sheetNo', 'is closed or issued already', 'See GET …/sheets.');
  const next: Sheet = { ...sheet, state: '10' };
  ledger.sheets.put(next);
  return { ok: true, value: viewSheetFully(next) };
};

const decisions = { confirm: 'Y', refuse: 'N', withdraw: 'C' } as const;

const apply = async (request: SheetRequest, world: World): Promise<Controlled<View>> => {
  const { applyForRed } = await import('../operations/red-apply.ts');
  const { act: _act, side = '1', sheetNo: _sheetNo, ...wish } = request;
  const blue = world.ledger.findInvoice(wish.originalInvoiceNo ?? '');
  if (!blue) return refuse('/originalInvoiceNo', 'is no invoice here', 'See GET …/ledger.');
  const buyer = (blue.content['buyer'] ?? {}) as { readonly taxNo?: string };
  const party = side === '0' ? blue.sellerTaxNo : buyer.taxNo;
  if (party === undefined)
    return refuse('/side', 'the buyer has no tax number and cannot apply', 'Apply as the seller.');
  const orderNo = wish.orderNo ?? `CONTROL-${world.ledger.nextSequence()}`;
  const context = inNameOf(party, blue.environment, world);
  const application = { reason: '02', ...wish, orderNo, side };
  return told(
    world.stage.actAs({ by: 'control' }, () => applyForRed(application, context)),
    null,
    world,
  );
};

const speak = async (sheet: Sheet, request: SheetRequest, world: World): Promise<Controlled<View>> => {
  const { actOnSheet } = await import('../operations/red-confirm.ts');
  if (request.act === 'apply' || request.act === 'void')
    return world.stage.actAs({ by: 'control' }, () => voidAsAbnormal(sheet, world));
  const party = request.side === '0' ? sheet.sellerTaxNo : sheet.buyerTaxNo;
  if (party === null) return refuse('/side', 'the buyer has no tax number and cannot speak', 'Speak as the seller.');
  const decision = decisions[request.act];
  const context = inNameOf(party, sheet.environment, world);
  const word = { sheetNo: sheet.sheetNo, decision };
  return told(
    world.stage.actAs({ by: 'control' }, () => actOnSheet(word, context)),
    sheet.sheetNo,
    world,
  );
};

/** The buyer's word (or, with `side` 0, the seller's) on a sheet, or the bureau's own. Resolves when it is kept. */
export const actOnSheets = async (world: World, body: unknown): Promise<Controlled<View>> => {
  const { readSheetRequest } = await import('../register/red-requests.ts');
  const request = readSheetRequest(body);
  if (!request.ok) return request;
  const sheet = world.ledger.sheets.find(request.value.sheetNo ?? '');
  if (request.value.act !== 'apply' && !sheet)
    return refuse('/sheetNo', 'is no sheet here', 'See GET …/sheets for their numbers.');
  const done =
    request.value.act === 'apply' || !sheet
      ? await apply(request.value, world)
      : await speak(sheet, request.value, world);
  await world.ledger.committed();
  return done;
};

export const readStock = ({ ledger }: World): View => ({ rolls: ledger.paperStock.rolls() });

/** Puts a roll of blank paper in place of the one of the same seller, type and code. Resolves when it is kept. */
export const putStock = async (world: World, body: unknown): Promise<Controlled<View>> => {
  const { readStockRequest } = await import('../register/red-requests.ts');
  const request = readStockRequest(body);
  if (!request.ok) return request;
  if (!world.register.sellers.has(request.value.sellerTaxNo))
    return refuse('/sellerTaxNo', 'is no seller here', `Sellers: ${[...world.register.sellers.keys()].join(', ')}.`);
  world.ledger.paperStock.put(request.value);
  await world.ledger.committed();
  return { ok: true, value: readStock(world) };
};
