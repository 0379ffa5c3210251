// Each exchange opened once with its session's keys, for every check, the cross-check and the report: opening is most of judging.
import type { Evidence, WireExchange } from './evidence.ts';
import { type OpenedAnswer, openAnswer } from './wire/open-answer.ts';
import { type OpenedRequest, openRequest } from './wire/open-request.ts';

type Keys = Evidence['credentials'];
/** An answer as it left the bureau, or a sending of a push (B-4). */
type Sealed = { readonly body: string };

/** By the very objects, which nobody changes: other keys or another copy are opened anew. */
const openOnce = <Closed extends object, Opened>(open: (closed: Closed, keys: Keys) => Opened) => {
  const known = new WeakMap<Keys, WeakMap<Closed, Opened>>();
  return (closed: Closed, keys: Keys): Opened => {
    const ofKeys = known.get(keys) ?? new WeakMap<Closed, Opened>();
    known.set(keys, ofKeys);
    const opened = ofKeys.get(closed) ?? open(closed, keys);
    ofKeys.set(closed, opened);
    return opened;
  };
};

export const openedRequest: (request: WireExchange['request'], keys: Keys) => OpenedRequest = openOnce(openRequest);
export const openedAnswer: (answer: Sealed, keys: Keys) => OpenedAnswer = openOnce(({ body }: Sealed, keys: Keys) =>
  openAnswer(body, keys),
);
