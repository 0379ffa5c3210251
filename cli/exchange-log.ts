// What the log says of an exchange and of a failure of ours: never a payload, a secret, a tax number or an amount.
import type { Logger } from 'pino';
import type { ExchangeLine } from '../simulator/exchange/exchange-line.ts';
import { FailedExchange } from '../simulator/exchange/failed-exchange.ts';

const isSmooth = ({ returnCode, fault }: ExchangeLine): boolean =>
  fault === null && (returnCode === '0000' || returnCode === '0001');

/** Refusals, faults and what was not answered at `info`; what went smoothly at `debug`: under load it is nearly all. */
export const logExchange = (log: Logger, line: ExchangeLine): void => {
  const told = { ...line, durationMs: Math.round(line.durationMs * 10) / 10 };
  if (isSmooth(line)) log.debug(told, 'exchange');
  else log.info(told, 'exchange');
};

/** Keys, tokens and numbers of taxpayers are at least so long; whatever else is becomes a star too. */
const long = /[\p{L}\p{N}_-]{15,}/gu;
/** Amounts, and whatever else has decimals. */
const decimals = /\d+\.\d+/g;
/** Chinese in an error of ours can only come from a payload. */
const foreign = /[^\x20-\x7e]+/g;

/** A SyntaxError quotes what could not be read. */
const messageOf = (error: Error): string =>
  error instanceof SyntaxError
    ? '(withheld: it may quote what was read)'
    : error.message.replace(long, '*').replace(decimals, '*').replace(foreign, '*');

const framesOf = ({ stack = '' }: Error): string[] =>
  stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .map((line) => line.trim());

const describe = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code } = error as NodeJS.ErrnoException;
  return {
    type: error.name,
    ...(code === undefined ? {} : { code }),
    message: messageOf(error),
    frames: framesOf(error),
    ...(error.cause === undefined ? {} : { cause: describe(error.cause) }),
  };
};

/** With tenant and number of the exchange in whose midst it happened, if any: its journal entry has the rest. */
export const logFailure = (log: Logger, error: unknown): void => {
  const failed = error instanceof FailedExchange ? error : null;
  const where = failed ? { tenant: failed.tenant, seq: failed.seq } : {};
  log.error({ ...where, failure: describe(failed ? failed.cause : error) }, 'an unexpected failure of ours');
};
