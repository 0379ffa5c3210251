// An exchange and a change as a masked export shows them: without what went over the wire, tax numbers or amounts (B-11).
import type { NotedChange } from './changes.ts';
import type { JournalEntry } from './entry.ts';
import { createMask } from './mask.ts';

type View = Readonly<Record<string, unknown>>;

/** `known`: tax numbers of the tenant's sellers. */
export const maskExchange = (entry: JournalEntry, known: Iterable<string>): View => {
  const mask = createMask(known);
  const { body: _body, bodyEncoding: _encoding, payload, ...request } = entry.request;
  const format = entry.format === 'xml' ? 'xml' : 'json';
  // The payloads come first: what they hide is then hidden in the words of the gates.
  const asked = payload === null ? null : mask.payload(payload, format);
  const said = entry.answer?.payload == null ? null : mask.payload(entry.answer.payload, 'json');
  const { answer } = entry;
  return {
    ...entry,
    request: { ...request, payload: asked },
    gates: entry.gates.map(({ expected, received, message, ...gate }) => ({
      ...gate,
      ...(expected === undefined ? {} : { expected: mask.text(expected) }),
      ...(received === undefined ? {} : { received: mask.text(received) }),
      ...(message === undefined ? {} : { message: mask.text(message) }),
    })),
    answer: answer && {
      httpStatus: answer.httpStatus,
      payload: said,
      returnCode: answer.returnCode,
      complete: answer.complete,
    },
  };
};

export const maskChange = (change: NotedChange, known: Iterable<string>): View => {
  if (change.kind === 'sheet') return change;
  const mask = createMask(known);
  if (change.kind === 'status') return { ...change, cause: mask.text(change.cause) };
  const { body: _body, answer, ...push } = change;
  const isJson = answer?.trimStart().startsWith('{');
  return { ...push, answer: answer && (isJson ? mask.payload(answer, 'json') : mask.text(answer)) };
};
