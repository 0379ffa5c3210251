// The gates up to the payload in the order of E-6, with the moment in between at which faults on genuine requests act (V-5).
import type { Decryption } from '../../protocol/cipher.ts';
import type { EnvelopeReading } from '../../protocol/envelope.ts';
import type { PayloadReading } from '../../protocol/payload.ts';
import type { ClientCertificate } from '../doors/client-certificate.ts';
import { judgeClientCertificate } from '../gates/client-certificate.ts';
import { judgeEnvelope, judgeTypes } from '../gates/envelope.ts';
import { judgeNonce, judgeTimestamp, type NonceMemory } from '../gates/freshness.ts';
import { judgeApplication, judgeIdentity, judgeRisk, judgeSignature, judgeStanding } from '../gates/identity.ts';
import { judgeDecryption, judgePayloadForm, openData, openPayload } from '../gates/payload.ts';
import { type Traffic, trafficGates } from '../gates/traffic.ts';
import type { Address } from '../gates/way-in.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import type { Register } from '../register/register.ts';
import type { Seller } from '../register/seller.ts';

/** A request whose envelope could be read and whose application may be known; nothing is judged yet. */
export type Request = {
  readonly address: Address;
  readonly reading: EnvelopeReading;
  readonly application: Application | undefined;
  readonly register: Register;
  readonly nonces: NonceMemory;
  readonly traffic: Traffic;
  /** Shown in the TLS handshake. */
  readonly clientCertificate: () => ClientCertificate | null;
  readonly now: number;
};
type Gate = () => GateVerdict;
/** Only the signature of an SM2 application is waited for: it is verified in a thread of its own. */
type PatientGate = () => GateVerdict | Promise<GateVerdict>;
type Note = (verdict: GateVerdict) => void;

/** Runs gates in order until one refuses; every verdict goes to `note`. The refusal, or null. */
export const passGates = (gates: readonly Gate[], note: Note): GateVerdict | null => {
  for (const gate of gates) {
    const verdict = gate();
    note(verdict);
    if (verdict.verdict === 'refused') return verdict;
  }
  return null;
};

/** As `passGates`; the gates behind one that takes its time are not asked before its verdict. */
export const passPatientGates = async (gates: readonly PatientGate[], note: Note): Promise<GateVerdict | null> => {
  for (const gate of gates) {
    const judged = gate();
    const verdict = judged instanceof Promise ? await judged : judged;
    const refusal = passGates([() => verdict], note);
    if (refusal) return refusal;
  }
  return null;
};

const sellersOf = (application: Application, register: Register): Seller[] =>
  application.sellers.flatMap((taxNo) => register.sellers.get(taxNo) ?? []);

/**
 * Up to the nonce: after these a request is genuine. The registered types belong to the envelope's gate (E-6), so a 1002
 * for them is as unsigned as every 1002 of the envelope (E-7).
 */
export const genuineGates = (request: Request): readonly PatientGate[] => {
  const { reading, address, application, now } = request;
  const message = reading.ok ? reading.message : {};
  const known = application?.environment === address.environment ? application : undefined;
  return [
    () => judgeEnvelope(reading, address.interface),
    ...(known ? [() => judgeTypes(message, known)] : []),
    () => judgeApplication(message['appId'] ?? '', application, address.environment),
    () => judgeTimestamp(message['timestamp'] ?? '', now),
    ...(known ? [() => judgeSignature(message, known, now)] : []),
    ...(known
      ? [() => judgeNonce(request.nonces.spend(known.appId, message['nonce'] ?? '', now), message['nonce'] ?? '')]
      : []),
  ];
};

/** `data` of a request with a known application, opened once: decrypted, and read where that succeeded. */
export type Opened = { readonly decryption: Decryption; readonly payload: PayloadReading | null };

/** Null when there is nothing to open or no key to open it with. Judges nothing. */
export const openRequest = ({ reading, application }: Request): Opened | null => {
  if (!reading.ok || !application) return null;
  const decryption = openData(reading.message['data'] ?? '', application);
  return { decryption, payload: decryption.ok ? openPayload(decryption.plaintext, reading.format) : null };
};

/** From the standing to a well-formed payload. */
export const standingGates = (request: Request, application: Application, opened: Opened): readonly Gate[] => {
  const { address, register, reading, traffic, now } = request;
  const { decryption, payload } = opened;
  const sellers = sellersOf(application, register);
  const client = judgeClientCertificate(application, request.clientCertificate);
  return [
    ...(client ? [() => client] : []),
    () => judgeStanding({ application, interface: address.interface, sellers }),
    () => judgeIdentity(address.interface, sellers),
    () => judgeRisk(address.interface, sellers),
    ...trafficGates(register.settings, traffic, { appId: application.appId, now }),
    () => judgeDecryption(decryption, application),
    ...(payload ? [() => judgePayloadForm(payload, reading.format)] : []),
  ];
};
