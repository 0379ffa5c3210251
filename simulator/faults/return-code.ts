// Fault `returnCode`: the bureau answers with a return code of our choosing, properly signed.
import { returnCode } from '../../protocol/return-code.ts';
import type { EffectKind } from './effect.ts';

/** E-7: `retryAfter` has one to six digits. */
export const longestRetryAfterSeconds = 999_999;

const isRetryAfter = (value: unknown): boolean =>
  value === undefined || (Number.isInteger(value) && Number(value) >= 0 && Number(value) <= longestRetryAfterSeconds);

/** `{ returnCode: "3001", retryAfterSeconds?: 30, returnMessage? }`; codes of section R. */
export const returnCodeFault: EffectKind = {
  word: 'returnCode',
  companions: ['retryAfterSeconds', 'returnMessage'],
  check: (effect) => {
    const code = effect['returnCode'];
    if (typeof code !== 'string')
      return { member: 'returnCode', detail: 'is a string of four digits of section R; quote it' };
    if (!returnCode(code))
      return { member: 'returnCode', detail: `${JSON.stringify(code)} is no return code of section R` };
    if (!isRetryAfter(effect['retryAfterSeconds']))
      return {
        member: 'retryAfterSeconds',
        detail: `is a whole number of seconds from 0 to ${longestRetryAfterSeconds}`,
      };
    const message = effect['returnMessage'];
    if (message !== undefined && typeof message !== 'string') return { member: 'returnMessage', detail: 'is a string' };
    return null;
  },
  act: (effect, phase) => {
    const { retryAfterSeconds, returnMessage } = effect;
    return {
      action: {
        kind: 'answer',
        returnCode: String(effect['returnCode']),
        ...(typeof retryAfterSeconds === 'number' ? { retryAfterSeconds } : {}),
        ...(typeof returnMessage === 'string' ? { returnMessage } : {}),
      },
      acts: phase === 'before' ? 'after-nonce' : 'on-answer',
    };
  },
};
