// Refusals of the control port as RFC 9457 problem documents: what was wrong, where, and what to do.
import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ControlProblem } from './controlled.ts';

const titles: Readonly<Partial<Record<ContentfulStatusCode, string>>> = {
  400: 'The request cannot be used',
  401: 'The control token is missing or wrong',
  403: 'This address or page may not use the control port',
  404: 'There is no such resource',
  405: 'The resource does not know this method',
  409: 'The request contradicts the state of the bureau',
  413: 'The body is too large',
  500: 'An unexpected failure of the bureau',
  503: 'The bureau is closing',
};

/** `pointer` of the document is that of the first problem; all of them are listed in `problems`. */
export const refuse = (
  context: Context,
  status: ContentfulStatusCode,
  problems: readonly [ControlProblem, ...ControlProblem[]],
): Response => {
  const [{ pointer, detail, remedy }] = problems;
  const document = { type: 'about:blank', title: titles[status], status, detail, pointer, remedy, problems };
  return context.body(JSON.stringify(document), status, { 'content-type': 'application/problem+json' });
};

/** For what is wrong with the request as a whole, not with a place in its body. */
export const refuseWhole = (
  context: Context,
  status: ContentfulStatusCode,
  why: { readonly detail: string; readonly remedy: string },
): Response => {
  const document = { type: 'about:blank', title: titles[status], status, ...why };
  return context.body(JSON.stringify(document), status, { 'content-type': 'application/problem+json' });
};

/** Answers with `status` 400 and the problems of a refused body. */
export const refuseBody = (context: Context, problems: readonly ControlProblem[]): Response => {
  const [first, ...rest] = problems;
  return first
    ? refuse(context, 400, [first, ...rest])
    : refuseWhole(context, 400, {
        detail: 'the body cannot be used',
        remedy: 'GET /control/v1/openapi shows what may be sent.',
      });
};
