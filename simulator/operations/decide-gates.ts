// Gates of an operation, one after the other: each notes its verdict, the first refusal becomes the decision (E-6).
import type { ParamError } from '../../protocol/param-error.ts';
import { returnCode } from '../../protocol/return-code.ts';
import { type Refusal, verdictOf } from '../gates/verdict.ts';
import type { Decision, GateVerdict } from './decision.ts';

/** A refusal with what the answer says beside its code, and the invoice it is about. */
export type RefusalWithData = Refusal & {
  readonly data?: Record<string, unknown>;
  readonly invoiceNo?: string;
};

/** For a person; of 1001 the data says more. */
const messageOf = ({ returnCode: code, expected, received }: Refusal): string => {
  const meaning = returnCode(code)?.zh ?? code;
  return code === '1001' ? meaning : `${meaning}: expected ${expected}; received ${received}`;
};

/** All errors of a payload as one refusal; null where there are none. */
export const refuseErrors = (errors: readonly ParamError[]): RefusalWithData | null => {
  const [first] = errors;
  if (!first) return null;
  return {
    returnCode: '1001',
    expected: `a payload without errors (first: ${first.rule} ${first.field})`,
    received: `${errors.length} errors: ${first.message}`,
    data: { errors },
  };
};

export type Gates = {
  /** Notes the verdict; the decision where it refuses, else null. */
  readonly pass: (gate: string, clause: string, refusal: RefusalWithData | null) => Decision | null;
  readonly decide: (returnCode: string, data: Record<string, unknown> | null, invoiceNo?: string | null) => Decision;
};

export const openGates = (): Gates => {
  const verdicts: GateVerdict[] = [];
  return {
    pass: (gate, clause, refusal) => {
      const { data = null, invoiceNo = null, ...plain } = refusal ?? { returnCode: '', expected: '', received: '' };
      verdicts.push(verdictOf(gate, clause, refusal ? plain : null));
      if (!refusal) return null;
      return { returnCode: refusal.returnCode, returnMessage: messageOf(refusal), data, invoiceNo, verdicts };
    },
    decide: (code, data, invoiceNo = null) => ({ returnCode: code, data, invoiceNo, verdicts }),
  };
};
