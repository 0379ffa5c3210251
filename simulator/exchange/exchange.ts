// One request's way through the bureau: faults of the road, gates, operation, books, answer (E-6, B-2, V-5).
import { readRequest } from '../../protocol/envelope.ts';
import { writeInstant } from '../../protocol/timestamp.ts';
import type { Arrival, Departure, Reception } from '../doors/visit.ts';
import type { PickedFault } from '../faults/effect.ts';
import { judgePath, judgeSize, readPath } from '../gates/way-in.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { Decision, GateVerdict } from '../operations/decision.ts';
import { operationNames, operationOf } from '../operations/registry.ts';
import { type Addressee, type Saying, writeSignedAnswer, writeUnsignedAnswer } from './answer.ts';
import type { Desk } from './desk.ts';
import { breakOff, noteFault, writeSpoilt } from './faults.ts';
import { genuineGates, passGates, peekPayload, type Request, standingGates } from './judge-request.ts';

type Visit = { readonly arrival: Arrival; readonly entry: JournalEntry; readonly desk: Desk };
const leave: Departure = { manner: 'leave', httpStatus: 0, contentType: '', body: '' };
const plain = (httpStatus: number, body: string): Departure => ({
  manner: 'send',
  httpStatus,
  contentType: 'text/plain; charset=utf-8',
  body,
});

/** Pending until the client leaves, or until so much of the tenant's time has passed. */
const pause = (visit: Visit, untilMs: number | null): Promise<'left' | 'due'> => {
  const { arrival, desk, entry } = visit;
  desk.underWay.mark(entry, 'held');
  return new Promise((resolve) => {
    if (arrival.left.aborted) return resolve('left');
    const due = untilMs === null ? null : desk.clock.at(untilMs, () => resolve('due'));
    arrival.left.addEventListener('abort', () => {
      due?.cancel();
      resolve('left');
    });
  });
};

/** Ends the exchange in the manner that was decided and notes what really left. */
const sendOff = (visit: Visit, departure: Departure, said: Saying | null): Reception => {
  const { entry, desk } = visit;
  desk.underWay.mark(entry, 'answering');
  return {
    departure,
    finished: (complete) => {
      const answered = departure.manner === 'send' || departure.manner === 'reset-mid-answer';
      if (answered)
        entry.answer = {
          httpStatus: departure.httpStatus,
          body: departure.manner === 'send' ? departure.body : departure.body.slice(0, departure.body.length / 2),
          payload: said?.data ? JSON.stringify(said.data) : null,
          returnCode: said?.returnCode ?? null,
          complete: departure.manner === 'send' && complete,
        };
      const end =
        departure.manner === 'send'
          ? complete
            ? 'answered'
            : 'left'
          : departure.manner === 'leave'
            ? 'left'
            : 'reset';
      desk.underWay.end(entry, end);
    },
  };
};

const heldUntilGone = async (visit: Visit): Promise<Reception> => {
  await pause(visit, null);
  return sendOff(visit, leave, null);
};

/** Faults of the road act before anything is done. Null: go on (after the delay, if that was it). */
const meetRoad = async (visit: Visit, fault: PickedFault | null): Promise<Reception | null> => {
  if (fault?.acts !== 'before-gates') return null;
  noteFault(visit.entry, fault);
  const { action } = fault;
  if (action.kind === 'hold') return heldUntilGone(visit);
  if (action.kind === 'break') return sendOff(visit, breakOff(action.manner, '{"requestId":"'), null);
  if (action.kind === 'depart') return sendOff(visit, action.departure, null);
  if (action.kind === 'delay') {
    const ended = await pause(visit, visit.desk.clock.now() + action.delayMs);
    if (ended === 'left') return sendOff(visit, leave, null);
    visit.desk.underWay.mark(visit.entry, 'working');
  }
  return null;
};

const sayingOf = (verdict: GateVerdict): Saying => ({ returnCode: verdict.returnCode ?? '9999', data: null });
const sayingOfDecision = (decision: Decision): Saying => ({
  returnCode: decision.returnCode,
  data: decision.data,
  ...(decision.returnMessage === undefined ? {} : { returnMessage: decision.returnMessage }),
  ...(decision.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: decision.retryAfterSeconds }),
});
const sayingOfFault = (action: Extract<PickedFault['action'], { kind: 'answer' }>): Saying => ({
  returnCode: action.returnCode,
  data: null,
  ...(action.returnMessage === undefined ? {} : { returnMessage: action.returnMessage }),
  ...(action.retryAfterSeconds === undefined ? {} : { retryAfterSeconds: action.retryAfterSeconds }),
});

/** A success that never was, for answers that must not be believed. */
const invent = (desk: Desk, payload: unknown): Saying => {
  const order = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const buyer = (order['buyer'] ?? {}) as Readonly<Record<string, unknown>>;
  const data = {
    orderNo: order['orderNo'],
    invoiceNo: desk.inventInvoiceNo(),
    issuedAt: writeInstant(desk.clock.now()).slice(0, 19).replace('T', ' '),
    status: 'issued',
    amount: order['amount'],
    tax: order['tax'],
    total: order['total'],
    buyerName: buyer['name'],
  };
  return { returnCode: '0000', data: JSON.parse(JSON.stringify(data)) as Record<string, unknown> };
};

/** The genuine request is decided, unless a fault answers in its place; then the answer leaves as the fault lets it. */
const decide = async (
  visit: Visit,
  request: Request,
  about: { fault: PickedFault | null; to: Addressee; payload: unknown },
): Promise<Reception> => {
  const { entry, desk } = visit;
  const { fault, to, payload } = about;
  const { application } = request;
  if (!application) throw new Error('a genuine request has an application');
  const seal = { ...desk.sealing(application), foreignNonce: desk.foreignNonce() };
  const note = (verdict: GateVerdict) => void entry.gates.push(verdict);
  if (fault?.acts === 'after-nonce') {
    noteFault(entry, fault);
    const saying = fault.action.kind === 'answer' ? sayingOfFault(fault.action) : invent(desk, payload);
    const departure =
      fault.action.kind === 'spoil'
        ? writeSpoilt(fault.action.how, { saying, to }, seal)
        : writeSignedAnswer(saying, to, seal);
    return sendOff(visit, departure, saying);
  }
  const refusal = passGates(standingGates(request, application), note);
  const operation = operationOf(request.address.interface);
  const decision = refusal || !operation ? null : operation.execute(payload, desk.operationContext(request));
  for (const verdict of decision?.verdicts ?? []) note(verdict);
  const saying = decision
    ? sayingOfDecision(decision)
    : refusal
      ? sayingOf(refusal)
      : { returnCode: '9999', data: null };
  entry.decided = { returnCode: saying.returnCode, invoiceNo: decision?.invoiceNo ?? null };
  await desk.committed();
  return depart(visit, { saying, to, seal, fault });
};

type Leaving = {
  readonly saying: Saying;
  readonly to: Addressee;
  readonly seal: Parameters<typeof writeSpoilt>[2];
  readonly fault: PickedFault | null;
};

const depart = async (visit: Visit, leaving: Leaving): Promise<Reception> => {
  const { saying, to, seal, fault } = leaving;
  const truth = writeSignedAnswer(saying, to, seal);
  if (fault?.acts !== 'on-answer') return sendOff(visit, truth, saying);
  noteFault(visit.entry, fault);
  const { action } = fault;
  if (action.kind === 'hold') return heldUntilGone(visit);
  if (action.kind === 'break') return sendOff(visit, breakOff(action.manner, truth.body), null);
  if (action.kind === 'depart') return sendOff(visit, action.departure, null);
  if (action.kind === 'answer')
    return sendOff(visit, writeSignedAnswer(sayingOfFault(action), to, seal), sayingOfFault(action));
  if (action.kind === 'spoil') return sendOff(visit, writeSpoilt(action.how, { saying, to }, seal), saying);
  const ended = await pause(visit, visit.desk.clock.now() + action.delayMs);
  return sendOff(visit, ended === 'left' ? leave : truth, ended === 'left' ? null : saying);
};

/** Receives one visit for a tenant. Never rejects for what a client sent. */
export const receive = async (arrival: Arrival, desk: Desk): Promise<Reception> => {
  const entry = desk.underWay.open(arrival);
  const visit: Visit = { arrival, entry, desk };
  const note = (verdict: GateVerdict) => void entry.gates.push(verdict);
  const address = readPath(arrival, desk.pathPrefix, operationNames);
  if (passGates([() => judgeSize(arrival)], note))
    return sendOff(visit, plain(413, 'the body is over 4 MiB (T-4)\n'), null);
  if (passGates([() => judgePath(arrival, address)], note) || !address)
    return sendOff(visit, plain(404, 'POST {base}/{interface} (T-2)\n'), null);
  const reading = readRequest(arrival.body, arrival.contentType);
  const appId = reading.ok ? reading.message['appId'] : reading.partial.appId;
  const register = desk.register();
  const application = register.applications.get(appId ?? '');
  const peek = peekPayload({ address, reading, application, register, nonces: desk.nonces, now: desk.clock.now() });
  entry.interface = address.interface;
  entry.format = reading.format;
  entry.appId = appId ?? null;
  entry.nonce = (reading.ok ? reading.message['nonce'] : reading.partial.nonce) ?? null;
  entry.request.payload = peek?.text ?? null;
  entry.orderNo = peek ? (operationOf(address.interface)?.orderNoOf(peek.value, desk.ledger) ?? null) : null;
  const fault = desk.faults.pick({ interface: address.interface, orderNo: entry.orderNo, now: desk.clock.now() });
  const stopped = await meetRoad(visit, fault);
  if (stopped) return stopped;

  const request: Request = {
    address,
    reading,
    application,
    register: desk.register(),
    nonces: desk.nonces,
    now: desk.clock.now(),
  };
  const to: Addressee = {
    format: reading.format,
    interface: address.interface,
    requestNonce: entry.nonce ?? '',
    requestId: desk.nextRequestId(),
    now: request.now,
  };
  const refusal = passGates(genuineGates(request), note);
  if (!refusal) return decide(visit, request, { fault, to, payload: peek?.value });
  const saying = sayingOf(refusal);
  entry.decided = { returnCode: saying.returnCode, invoiceNo: null };
  const unsigned = !application || saying.returnCode === '1002' || saying.returnCode === '2006';
  return sendOff(
    visit,
    unsigned ? writeUnsignedAnswer(saying, to) : writeSignedAnswer(saying, to, desk.sealing(application)),
    saying,
  );
};
