// Each exchange opened once with its session's keys, for every check, the cross-check and the report: opening is most of judging.
import type { Evidence, WireExchange } from './evidence.ts';
import { type OpenedAnswer, openAnswer } from './wire/open-answer.ts';
import { type OpenedRequest, openRequest } from './wire/open-request.ts';

type Keys = Evidence['credentials'];
type Answer = NonNullable<WireExchange['answer']>;

/** By the very objects, which nobody changes: other keys or another copy are opened anew. */
const openOnce = <Sealed extends object, Opened>(open: (sealed: Sealed, keys: Keys) => Opened) => {
  const known = new WeakMap<Keys, WeakMap<Sealed, Opened>>();
  return (sealed: Sealed, keys: Keys): Opened => {
    const ofKeys = known.get(keys) ?? new WeakMap<Sealed, Opened>();
    known.set(keys, ofKeys);
    const opened = ofKeys.get(sealed) ?? open(sealed, keys);
    ofKeys.set(sealed, opened);
    return opened;
  };
};

export const openedRequest: (request: WireExchange['request'], keys: Keys) => OpenedRequest = openOnce(openRequest);
export const openedAnswer: (answer: Answer, keys: Keys) => OpenedAnswer = openOnce(({ body }: Answer, keys: Keys) =>
  openAnswer(body, keys),
);
