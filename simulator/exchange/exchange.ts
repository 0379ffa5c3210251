// One request's way through the bureau: faults of the road, gates, operation, books, answer (E-6, B-2, V-5).
import { readRequest } from '../../protocol/envelope.ts';
import type { Arrival, Reception } from '../doors/visit.ts';
import type { PickedFault } from '../faults/effect.ts';
import { type Address, judgePath, judgeSize, readPath } from '../gates/way-in.ts';
import type { JournalEntry } from '../journal/entry.ts';
import type { GateVerdict, Operation } from '../operations/decision.ts';
import { operationNames, operationOf } from '../operations/registry.ts';
import type { Application } from '../register/application.ts';
import { type Addressee, writeSignedAnswer, writeUnsignedAnswer } from './answer.ts';
import { decide } from './decide.ts';
import type { Desk } from './desk.ts';
import { explainReception } from './explain.ts';
import { FailedExchange } from './failed-exchange.ts';
import { breakOff, noteFault } from './faults.ts';
import { genuineGates, type Opened, openRequest, passGates, passPatientGates, type Request } from './judge-request.ts';
import { sayingOf } from './saying.ts';
import { heldUntilGone, leave, pause, plain, sendOff, type Visit } from './send-off.ts';

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

/** The request as it stands now; after a delay time has passed and the register may be another. */
const lookAt = (arrival: Arrival, address: Address, desk: Desk): Request => {
  const reading = readRequest(arrival.body, arrival.contentType);
  const register = desk.register();
  const appId = (reading.ok ? reading.message['appId'] : reading.partial.appId) ?? '';
  const application = register.applications.get(appId);
  const { clientCertificate = () => null } = arrival;
  return {
    address,
    reading,
    application,
    register,
    clientCertificate,
    nonces: desk.nonces,
    traffic: desk.traffic,
    now: desk.clock.now(),
  };
};

type Found = { readonly opened: Opened | null; readonly operation: Operation };

/** What can be told ahead of the gates: for the journal, and for faults that match by order number. */
const noteRequest = ({ entry, desk }: Visit, request: Request, found: Found): void => {
  const { address, reading } = request;
  const { opened, operation } = found;
  const members = reading.ok ? reading.message : reading.partial;
  entry.interface = address.interface;
  entry.format = reading.format;
  entry.appId = members['appId'] ?? null;
  entry.nonce = members['nonce'] ?? null;
  entry.request.payload = opened?.decryption.ok ? opened.decryption.plaintext : null;
  const payload = opened?.payload?.ok ? opened.payload.value : null;
  entry.orderNo = operation.orderNoOf(payload, desk.ledger);
};

const noteIv = ({ entry, desk }: Visit, application: Application, { decryption }: Opened): void => {
  if (!decryption.ok || decryption.iv === null) return;
  const earlier = desk.ivs.note(application.appId, decryption.iv, entry.seq);
  if (earlier !== null) entry.ivFirstSeenIn = earlier;
};

/** Judges whether the request is genuine; what is not is refused, unsigned where E-7 says so. */
const judge = async (
  visit: Visit,
  first: Request,
  found: Found & { readonly fault: PickedFault | null },
): Promise<Reception> => {
  const { entry, desk } = visit;
  const request: Request = { ...first, register: desk.register(), now: desk.clock.now() };
  const { application, reading, address } = request;
  const to: Addressee = {
    format: reading.format,
    interface: address.interface,
    requestNonce: entry.nonce ?? '',
    requestId: desk.nextRequestId(),
    now: request.now,
    ...desk.styleOf(entry),
  };
  const refusal = await passPatientGates(genuineGates(request), (verdict) => void entry.gates.push(verdict));
  if (!refusal && application && found.opened) {
    noteIv(visit, application, found.opened);
    return decide(visit, { ...found, request, application, to, opened: found.opened });
  }
  if (!refusal) throw new Error('a genuine request has an application');
  const saying = sayingOf(refusal);
  entry.decided = { returnCode: saying.returnCode, invoiceNo: null };
  const unsigned = !application || saying.returnCode === '1002' || saying.returnCode === '2006';
  const departure = unsigned
    ? writeUnsignedAnswer(saying, to)
    : await writeSignedAnswer(saying, to, desk.sealing(application));
  return sendOff(visit, departure, saying);
};

const pickFault = ({ interface: name, orderNo, appId }: JournalEntry, desk: Desk, now: number): PickedFault | null =>
  desk.faults.pick({ interface: name, orderNo, appId, now });

const meet = async (visit: Visit): Promise<Reception> => {
  const { arrival, entry, desk } = visit;
  const note = (verdict: GateVerdict) => void entry.gates.push(verdict);
  const address = readPath(arrival, desk.pathPrefix, operationNames);
  if (passGates([() => judgeSize(arrival)], note))
    return sendOff(visit, plain(413, 'the body is over 4 MiB (T-4)\n'), null);
  const found = address ? operationOf(address.interface) : null;
  const operation = found instanceof Promise ? await found : found;
  if (passGates([() => judgePath(arrival, address)], note) || !address || !operation)
    return sendOff(visit, plain(404, 'POST {base}/{interface} (T-2)\n'), null);
  const request = lookAt(arrival, address, desk);
  const opened = openRequest(request);
  noteRequest(visit, request, { opened, operation });
  const fault = arrival.fault ? null : pickFault(entry, desk, request.now);
  return (await meetRoad(visit, fault)) ?? judge(visit, request, { opened, operation, fault });
};

/**
 * Receives one visit for a tenant. Never rejects for what a client sent; rejects for a failure of ours, and then the
 * exchange is over: the door breaks the connection.
 */
export const receive = async (arrival: Arrival, desk: Desk): Promise<Reception> => {
  const entry = desk.underWay.open(arrival);
  entry.fault = arrival.fault ?? null;
  try {
    const reception = await meet({ arrival, entry, desk });
    return desk.explain ? await explainReception(reception, entry, desk) : reception;
  } catch (error) {
    desk.underWay.end(entry, 'reset');
    throw new FailedExchange({ tenant: desk.tenant, seq: entry.seq }, error);
  }
};
