// How a gate says that it let a request pass, or refused it and why (E-6).
import type { GateVerdict } from '../operations/decision.ts';

export type Refusal = {
  readonly returnCode: string;
  readonly expected: string;
  readonly received: string;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
};

/** The verdict of a gate: `null` lets pass. */
export const verdictOf = (gate: string, clause: string, refusal: Refusal | null): GateVerdict =>
  refusal ? { gate, clause, verdict: 'refused', ...refusal } : { gate, clause, verdict: 'passed' };
