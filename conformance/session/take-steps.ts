// The steps of a scenario, taken one after another in its session.
import { BureauFailure } from '../bureau/control.ts';
import type { Step, Wait } from '../scenario/scenario.ts';
import { askElsewhere, drift, noteSheets } from './acts-of-others.ts';
import { requireCallbackUrl } from './callback-url.ts';
import { actAsCounterparty, tellElsewhere, tellReversal } from './reversals.ts';
import { openSession, type Session } from './session.ts';
import { patchSessionTenant } from './tenant-of.ts';

const idOf = (session: Session, as: string): string => `${session.name}:${as}`;

/** Lets the step go on as its `wait` says. */
const follow = async ({ conversation, clock }: Session, id: string, wait: Wait): Promise<void> => {
  const ended = () => !conversation.books.isOpen(id);
  if (wait === 'result') await clock.runUntil(ended);
  if (wait === 'rest') await clock.settle(ended);
};

const giveReversal = async (
  session: Session,
  step: Extract<Step, { kind: 'red' | 'confirm' | 'void' | 'sync' | 'audit' | 'rollout' }>,
): Promise<void> => {
  const id = idOf(session, step.as);
  const { message, given, payload } = await tellReversal(step, placeOf(session));
  session.commands.push({ id, as: step.as, ...given });
  if (payload) session.asCommanded.set(given.order, payload);
  session.conversation.giveCommand(id, message);
  await follow(session, id, step.wait);
};

const placeOf = ({ venue, tenant, scenario }: Session) => ({ control: venue.control, tenant: tenant.id, scenario });

/** The payload as the client gets it: where the scenario asks for news, with the address it gave itself. */
const commanded = (session: Session, name: string, order: Readonly<Record<string, unknown>>) => {
  if (!session.scenario.callbacks.includes(name)) return order;
  const subscribed = { ...order, callbackUrl: requireCallbackUrl(session.conversation) };
  session.asCommanded.set(name, subscribed);
  return subscribed;
};

const give = async (session: Session, step: Extract<Step, { kind: 'issue' | 'query' }>): Promise<void> => {
  const { conversation, scenario } = session;
  const id = idOf(session, step.as);
  const order = scenario.orders[step.order];
  const orderNo = (order ?? scenario.reds[step.order])?.orderNo;
  if (orderNo === undefined) throw new BureauFailure(`the scenario has no order ${step.order}`);
  session.commands.push({ id, as: step.as, command: step.kind, order: step.order, orderNo });
  conversation.giveCommand(
    id,
    step.kind === 'issue' && order
      ? { command: 'issue', order: commanded(session, step.order, order) }
      : { command: 'query', orderNo },
  );
  await follow(session, id, step.wait);
};

const killClient = async (session: Session): Promise<void> => {
  await session.client.kill();
  session.detach();
  session.conversation.books.killed();
};

const reopenClient = async (session: Session): Promise<void> => {
  if (!session.restart) throw new BureauFailure('a scenario that restarts its client needs a process of its own');
  session.client = await session.restart();
  session.client.owe(
    session.name,
    session.commands.map(({ id }) => id),
  );
  session.detach = session.conversation.attach(session.client);
  session.conversation.books.reopened();
  await openSession(session, true);
  session.resumed = true;
};

const take = async (session: Session, step: Step): Promise<void> => {
  const { conversation, clock, scenario, venue } = session;
  switch (step.kind) {
    case 'issue':
    case 'query':
      return give(session, step);
    case 'red':
    case 'confirm':
    case 'void':
    case 'sync':
    case 'audit':
    case 'rollout':
      return giveReversal(session, step);
    case 'counterparty':
      return noteSheets(session, () => actAsCounterparty(step, placeOf(session)));
    case 'elsewhere':
    case 'voidElsewhere':
      return noteSheets(session, async () => askElsewhere(session, await tellElsewhere(step, placeOf(session))));
    case 'drift':
      return drift(session, step);
    case 'await':
      return clock.runUntil(() => step.commands.every((as) => !conversation.books.isOpen(idOf(session, as))));
    case 'advance':
      return clock.advance(step.milliseconds);
    case 'kill':
      return killClient(session);
    case 'reopen':
      return reopenClient(session);
    case 'bureau':
      return patchSessionTenant(venue.control, session.tenant.id, { scenario, keys: session.keys, patch: step.patch });
    case 'beforehand': {
      const order = scenario.orders[step.order];
      if (!order) throw new BureauFailure(`the scenario has no order ${step.order}`);
      return askElsewhere(session, { interface: 'invoice.issue', payload: order });
    }
  }
};

/** What the kit issues itself comes before the faults are in force, so that it never counts as a client's request. */
export const takeAll = async (session: Session): Promise<void> => {
  const { scenario, venue, tenant } = session;
  const first = scenario.steps.findIndex((step) => step.kind !== 'beforehand');
  const split = first === -1 ? scenario.steps.length : first;
  for (const step of scenario.steps.slice(0, split)) await take(session, step);
  const rules = scenario.faults.map(({ rule }) => rule);
  if (rules.length > 0) await venue.control.putFaults(tenant.id, rules);
  for (const step of scenario.steps.slice(split)) await take(session, step);
};
