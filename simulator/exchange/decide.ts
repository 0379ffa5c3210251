// A genuine request is decided: the remaining gates, the operation, the books; then its answer leaves as the fault lets it (E-6, B-2).
import type { Departure, Reception } from '../doors/visit.ts';
import type { PickedFault } from '../faults/effect.ts';
import type { GateVerdict, Operation } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import { type Addressee, type Saying, writeSignedAnswer } from './answer.ts';
import { breakOff, noteFault, type Seal, writeSpoilt } from './faults.ts';
import { type Opened, passGates, type Request, standingGates } from './judge-request.ts';
import { invent, sayingOf, sayingOfDecision, sayingOfFault } from './saying.ts';
import { heldUntilGone, leave, pause, sendOff, type Visit } from './send-off.ts';

export type Genuine = {
  readonly request: Request;
  readonly application: Application;
  readonly opened: Opened;
  readonly operation: Operation;
  readonly fault: PickedFault | null;
  readonly to: Addressee;
};

/** The deed itself: one synchronous step on the books (B-1). */
const execute = ({ entry, desk }: Visit, genuine: Genuine, payload: unknown): Saying => {
  const { request, application, operation, fault, to } = genuine;
  const { environment } = request.address;
  const settings = fault?.action.kind === 'accept-only' ? { issue: 'asynchronous' as const } : {};
  const { secure } = entry;
  const asker = { environment, application, settings, format: to.format, secure, entry };
  const actor = { by: 'exchange', exchange: entry.seq, appId: application.appId } as const;
  const decision = desk.actAs(actor, () => operation.execute(payload, desk.operationContext(asker)));
  if (fault?.acts === 'in-operation' && decision.returnCode === '0001') noteFault(entry, fault);
  entry.gates.push(...decision.verdicts);
  entry.decided = { returnCode: decision.returnCode, invoiceNo: decision.invoiceNo };
  return sayingOfDecision(decision);
};

/** The genuine request is decided, unless a fault answers in its place; then the answer leaves as the fault lets it. */
export const decide = async (visit: Visit, genuine: Genuine): Promise<Reception> => {
  const { entry, desk } = visit;
  const { request, application, opened, fault, to } = genuine;
  const payload = opened.payload?.ok ? opened.payload.value : undefined;
  const lastAnswer = desk.lastAnswers.get(application.appId) ?? null;
  const seal = { ...desk.sealing(application), foreignNonce: desk.foreignNonce(), lastAnswer };
  const note = (verdict: GateVerdict) => void entry.gates.push(verdict);
  if (fault?.acts === 'after-nonce') {
    noteFault(entry, fault);
    const saying = fault.action.kind === 'answer' ? sayingOfFault(fault.action, payload) : invent(desk, payload);
    const departure =
      fault.action.kind === 'spoil'
        ? await writeSpoilt(fault.action.how, { saying, to }, seal)
        : await writeSignedAnswer(saying, to, seal);
    return sendOff(visit, departure, saying);
  }
  const refusal = passGates(standingGates(request, application, opened), note);
  const saying = refusal ? sayingOf(refusal) : execute(visit, genuine, payload);
  if (refusal) entry.decided = { returnCode: saying.returnCode, invoiceNo: null };
  await desk.committed();
  return depart(visit, { saying, payload, to, seal, fault });
};

type Leaving = {
  readonly saying: Saying;
  readonly payload: unknown;
  readonly to: Addressee;
  readonly seal: Seal;
  readonly fault: PickedFault | null;
};

/** The true answer, a piece at a time; it is held on purpose in between (D-4). */
const dribble = (visit: Visit, truth: Departure, action: { readonly pieces: number; readonly everyMs: number }) => {
  const startMs = visit.desk.clock.now();
  const due = async (piece: number): Promise<'due' | 'left'> => {
    const ended = await pause(visit, startMs + piece * action.everyMs);
    visit.desk.underWay.mark(visit.entry, 'answering');
    return ended;
  };
  return { ...truth, pace: { pieces: action.pieces, due } };
};

const depart = async (visit: Visit, leaving: Leaving): Promise<Reception> => {
  const { saying, payload, to, seal, fault } = leaving;
  const truth = await writeSignedAnswer(saying, to, seal);
  if (fault?.acts !== 'on-answer') {
    visit.desk.lastAnswers.set(seal.application.appId, truth);
    return sendOff(visit, truth, saying);
  }
  noteFault(visit.entry, fault);
  const { action } = fault;
  if (action.kind === 'hold') return heldUntilGone(visit);
  if (action.kind === 'break') return sendOff(visit, breakOff(action.manner, truth.body), null);
  if (action.kind === 'depart') return sendOff(visit, action.departure, null);
  if (action.kind === 'answer') {
    const told = sayingOfFault(action, payload);
    return sendOff(visit, await writeSignedAnswer(told, to, seal), told);
  }
  if (action.kind === 'tell-status') {
    const told = saying.data ? { ...saying, data: { ...saying.data, status: action.status } } : saying;
    return sendOff(visit, await writeSignedAnswer(told, to, seal), told);
  }
  if (action.kind === 'dribble') return sendOff(visit, dribble(visit, truth, action), saying);
  if (action.kind === 'spoil') return sendOff(visit, await writeSpoilt(action.how, { saying, to }, seal), saying);
  const delayMs = action.kind === 'delay' ? action.delayMs : 0;
  const ended = await pause(visit, visit.desk.clock.now() + delayMs);
  return sendOff(visit, ended === 'left' ? leave : truth, ended === 'left' ? null : saying);
};
