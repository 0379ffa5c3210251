// All checks the judge knows, in the order reports list them.
import type { Check } from '../check.ts';
import { adoptionCompares, duplicateAdopted, duplicateHandedOver } from './adoption.ts';
import { answerDisbelievedChecks } from './answer-disbelieved.ts';
import { auditEntryChecks } from './audit-entries.ts';
import { auditKeepingChecks } from './audit-keeping.ts';
import { busyChecks } from './busy.ts';
import { callbackChecks } from './callbacks.ts';
import { certificateChecks } from './certificates.ts';
import { claimDetailChecks } from './claim-details.ts';
import { clientCertificate } from './client-certificate.ts';
import { confirmationChecks } from './confirmation.ts';
import { envelopeFormChecks } from './envelope-form.ts';
import { envelopeFreshnessChecks } from './envelope-freshness.ts';
import { envelopeSignatureChecks } from './envelope-signature.ts';
import { expectationChecks } from './expectations.ts';
import { ladderChecks } from './ladder.ts';
import { lateReported } from './late.ts';
import { ledgerReversals } from './ledger-reversals.ts';
import { ledgerTruthChecks } from './ledger-truth.ts';
import { oneInFlight } from './one-in-flight.ts';
import { pollPauses } from './polling.ts';
import { precheckChecks } from './precheck.ts';
import { queryRefused } from './query-refused.ts';
import { recoveryChecks } from './recovery.ts';
import { refusalChecks } from './refusals.ts';
import { restartChecks } from './restart.ts';
import { retryChecks } from './retry.ts';
import { reversalChecks } from './reversal.ts';
import { rolloutChecks } from './rollout.ts';
import { secondJoins } from './single-flight.ts';
import { syncChecks } from './sync.ts';
import { unknownOutcomeChecks } from './unknown-outcome.ts';
import { unsignedBelieved } from './unsigned-believed.ts';

export const checks: readonly Check[] = [
  ...expectationChecks,
  ...ledgerTruthChecks,
  ...retryChecks,
  oneInFlight,
  ...envelopeFormChecks,
  ...envelopeSignatureChecks,
  ...envelopeFreshnessChecks,
  ...claimDetailChecks,
  ...precheckChecks,
  ...refusalChecks,
  queryRefused,
  ...busyChecks,
  ...ladderChecks,
  ...unknownOutcomeChecks,
  ...answerDisbelievedChecks,
  unsignedBelieved,
  clientCertificate,
  ...certificateChecks,
  duplicateAdopted,
  duplicateHandedOver,
  adoptionCompares,
  pollPauses,
  secondJoins,
  ...restartChecks,
  ...recoveryChecks,
  ...reversalChecks,
  ...confirmationChecks,
  ledgerReversals,
  ...syncChecks,
  ...rolloutChecks,
  ...auditEntryChecks,
  ...auditKeepingChecks,
  ...callbackChecks,
  lateReported,
];

const byId = new Map(checks.map((check) => [check.id, check]));

export const checkById = (id: string): Check | null => byId.get(id) ?? null;

export const knownCheckIds: readonly string[] = [...byId.keys()];
