// Runs the small client behind the driver of section D, level 1.
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Keys } from './attempt.ts';
import { type AuditLog, openAuditLog } from './audit-log.ts';
import { createNotebook, type Notebook, openReceiver, readBookTime } from './callback.ts';
import { createDesk } from './desk.ts';
import { createSessionClock, listen, type Message, type SessionClock, say } from './dialogue.ts';
import { createGate, type Gate } from './gate.ts';
import { carryOrder, type Order, type Result } from './procedure.ts';
import { reverse, speak, voidInvoice } from './reversal.ts';
import { openRollout, type SmallRollout } from './rollout.ts';
import { findStale, sync, type Table } from './sync.ts';

export type Manner = {
  readonly name: string;
  /** A query is answered from what news have told, where they have, and the bureau is not asked. */
  readonly recalls: boolean;
};

type Members = Readonly<Record<string, unknown>>;
type Session = {
  readonly name: string;
  readonly keys: Keys;
  readonly clock: SessionClock;
  readonly recalls: boolean;
  readonly log: AuditLog;
  readonly gate: Gate;
  readonly notebook: Notebook;
  readonly deliveryDueMs: number;
  readonly stateFile: string;
  readonly rollout: SmallRollout;
  readonly open: Map<string, Order>;
  readonly table: Table;
  readonly underWay: Map<
    string,
    { readonly id: string; readonly kind: 'issue' | 'query'; readonly result: Promise<Result> }
  >;
};

const openSession = (message: Message, { recalls }: Manner): Session => {
  const name = String(message['session']);
  const settings = message['settings'] as { readonly responseTimeoutMs: number; readonly deliveryDueMs: number };
  const stateFile = join(String(message['stateDir']), 'orders.json');
  const kept = message['resume'] === true && existsSync(stateFile);
  const open = new Map(kept ? (JSON.parse(readFileSync(stateFile, 'utf8')) as [string, Order][]) : []);
  const keys = { ...(message as unknown as Keys), responseTimeoutMs: settings.responseTimeoutMs };
  return {
    name,
    keys,
    clock: createSessionClock(name),
    recalls,
    log: openAuditLog(String(message['stateDir'])),
    gate: createGate(name),
    notebook: createNotebook(keys),
    deliveryDueMs: settings.deliveryDueMs,
    stateFile,
    rollout: openRollout(String(message['stateDir'])),
    open,
    table: new Map(),
    underWay: new Map(),
  };
};

const remember = (session: Session): void => {
  if (session.open.size === 0) rmSync(session.stateFile, { force: true });
  else writeFileSync(session.stateFile, JSON.stringify([...session.open]));
};

const carry = async (
  session: Session,
  id: string,
  how: { readonly order: Order; readonly settling: boolean },
): Promise<Result> => {
  const today = new Date(session.clock.now() + 8 * 3_600_000).toISOString().slice(0, 10);
  const stale = findStale(how.order, session.table, today);
  if (stale !== null) {
    const errors = [{ field: `/lines/${stale}/rate`, rule: 'P-8', message: 'does not hold today' }];
    return { outcome: 'invalid', returnCode: null, invoice: null, attempts: 0, message: 'a stale rate', errors };
  }
  const result = await carryOrder(how.order, id, { ...session, settling: how.settling });
  if (result.outcome === 'rejected') session.rollout.frees(how.order.orderNo);
  return result;
};

/** One command at a time for an order (C-6): a second `issue` joins the first, whatever else waits for its turn. */
const carryAlone = async (
  session: Session,
  one: { readonly id: string; readonly kind: 'issue' | 'query'; readonly orderNo: string },
  work: () => Promise<Result>,
): Promise<Result> => {
  for (let first = session.underWay.get(one.orderNo); first; first = session.underWay.get(one.orderNo)) {
    say({ type: 'blocked', id: one.id, session: session.name, command: one.id, by: first.id });
    const same = await first.result;
    if (first.kind === 'issue' && one.kind === 'issue') return { ...same, attempts: 0 };
  }
  const result = work().finally(() => session.underWay.delete(one.orderNo));
  session.underWay.set(one.orderNo, { ...one, result });
  return result;
};

const issue = async (
  session: Session,
  id: string,
  how: { readonly order: Order; readonly settling: boolean },
): Promise<void> => {
  // Its result is owed across a kill, also while it waits for another one (D-6).
  session.open.set(id, how.order);
  remember(session);
  const { orderNo } = how.order;
  const ended = await carryAlone(session, { id, kind: 'issue', orderNo }, () => carry(session, id, how));
  session.open.delete(id);
  remember(session);
  say({ type: 'result', id, ...ended });
};

/** C-14: not delivered though the time for it is up. */
const lateness = (session: Session, status: string, issuedMs: number) => {
  const late = status === 'issued' && session.clock.now() - issuedMs > session.deliveryDueMs;
  return late ? { late: true } : {};
};

const query = async (session: Session, id: string, orderNo: string): Promise<void> => {
  const recalled = session.recalls ? session.notebook.recall(orderNo) : null;
  if (recalled) {
    const { invoiceNo, status, atMs } = recalled;
    const result = { outcome: 'issued', returnCode: null, invoice: { orderNo, invoiceNo, status }, attempts: 0 };
    return say({ type: 'result', id, ...result, message: 'from news', ...lateness(session, status, atMs) });
  }
  const desk = createDesk({ command: id, session });
  const look = async (): Promise<Result> => {
    const answer = await desk.ask('invoice.query', { orderNo });
    const status = String(answer?.payload['status'] ?? '');
    const there = answer?.code === '0000' && status !== 'failed';
    const gone = answer?.code === '4004' || status === 'failed';
    const outcome = there ? (status === 'processing' ? 'processing' : 'issued') : gone ? 'rejected' : 'unknown';
    const late = there ? lateness(session, status, readBookTime(answer?.payload['issuedAt'])) : {};
    return { ...desk.end(outcome, status, there ? answer?.payload : null), ...late };
  };
  say({ type: 'result', id, ...(await carryAlone(session, { id, kind: 'query', orderNo }, look)) });
};

const tell = async (id: string, result: Promise<Result>): Promise<void> =>
  say({ type: 'result', id, ...(await result) });

const obey = (session: Session, message: Message): void => {
  session.clock.tell(message['now']);
  const id = String(message['id']);
  const command = message['command'];
  const order = message['order'] as Order;
  const nothingAsked = { type: 'result', id, returnCode: null, invoice: null, attempts: 0, message: '' };
  if (command === 'rollout' && !message['plan']) say({ ...nothingAsked, ...session.rollout.steer(message) });
  else if (command === 'issue' && !session.rollout.takes(order.orderNo)) say({ ...nothingAsked, outcome: 'manual' });
  else if (command === 'issue') void issue(session, id, { order, settling: false });
  else if (command === 'query') void query(session, id, String(message['orderNo']));
  else if (command === 'red' && message['decision']) void tell(id, speak(message, { command: id, session }));
  else if (command === 'red') void tell(id, reverse(message['request'] as Members, { command: id, session }));
  else if (command === 'void') void tell(id, voidInvoice(message['request'] as Members, { command: id, session }));
  else if (command === 'sync') void tell(id, sync(session.table, { command: id, session }));
  else if (command === 'audit') say({ ...nothingAsked, outcome: 'done', ...session.log.show() });
  else say({ ...nothingAsked, outcome: 'unsupported' });
};

/** Speaks section D on standard input and output until the input ends. */
export const runSmallClient = async (manner: Manner): Promise<void> => {
  const sessions = new Map<string, Session>();
  const receiver = await openReceiver((name) => sessions.get(name)?.notebook);
  await listen((message) => {
    const name = String(message['session']);
    const session = sessions.get(name);
    if (message.type === 'hello')
      say({
        type: 'hello',
        name: manner.name,
        version: '1.0.0',
        language: 'TypeScript',
        capabilities: ['core', 'restart', 'xml', 'sm2', 'red', 'void', 'sync', 'audit', 'callback', 'rollout'],
        clock: 'virtual',
      });
    if (message.type === 'open') {
      const opened = openSession(message, manner);
      opened.clock.tell(message['now']);
      sessions.set(name, opened);
      say({ type: 'opened', session: name, callbackUrl: `${receiver}/${encodeURIComponent(name)}` });
      for (const [id, order] of [...opened.open]) void issue(opened, id, { order, settling: true });
    }
    if (message.type === 'command' && session) obey(session, message);
    if (message.type === 'wake' && session) {
      session.clock.tell(message['now']);
      session.clock.wake(String(message['id']));
    }
    if (message.type === 'close') sessions.delete(name);
  });
};
