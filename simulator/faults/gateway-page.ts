// Fault `httpStatus`: a gateway on the road between answers with its own HTML page instead of the bureau (T-4).
import { http } from '../../protocol/node-http.ts';
import type { EffectKind } from './effect.ts';

const isErrorStatus = (value: unknown): boolean =>
  Number.isInteger(value) && Number(value) >= 400 && Number(value) <= 599;

const pageOf = (status: number): string => {
  const title = `${status} ${http.STATUS_CODES[status] ?? 'Error'}`;
  return `<html>\r\n<head><title>${title}</title></head>\r\n<body>\r\n<center><h1>${title}</h1></center>\r\n<hr><center>gateway</center>\r\n</body>\r\n</html>\r\n`;
};

/** `{ httpStatus: 502 }`: 400 to 599. */
export const gatewayPageFault: EffectKind = {
  word: 'httpStatus',
  companions: [],
  check: (effect) =>
    isErrorStatus(effect['httpStatus'])
      ? null
      : { member: 'httpStatus', detail: 'is the number of an HTTP status from 400 to 599, e.g. 502, 503 or 504' },
  act: (effect, phase) => {
    const httpStatus = Number(effect['httpStatus']);
    return {
      action: {
        kind: 'depart',
        departure: { manner: 'send', httpStatus, contentType: 'text/html', body: pageOf(httpStatus) },
      },
      acts: phase === 'before' ? 'before-gates' : 'on-answer',
    };
  },
};
