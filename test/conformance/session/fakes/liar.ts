// The reference client with one lie, told in every session: about the commands it knows, or about the clock it lives by (D-5).
import type { Fetch, FetchRequest } from '../../../../client/fetch.ts';
import { createSystemFetch } from '../../../../client/system-fetch.ts';
import { type Message, runBetween, say } from '../../driver/fakes/middleman.ts';

const [, , lie = 'none'] = process.argv;
const known = ['issue', 'query', 'red', 'void', 'sync', 'audit', 'rollout'];
/** Real time after which those act that live by the machine's clock. */
const impatienceMs = 100;

const answer = ({ id }: Message, outcome: string): void =>
  say({ type: 'result', id, outcome, returnCode: null, invoice: null, attempts: 0, message: 'of course' });

/** What it says to a command that D-1 does not have. */
const onMadeUp: Readonly<Record<string, (command: Message) => void>> = {
  'does-anything': (command) => answer(command, 'done'),
  'issues-anything': (command) => answer(command, 'issued'),
  'refuses-anything': (command) => answer(command, 'invalid'),
  'ignores-anything': () => undefined,
};

/** What it does by the machine's clock once it has said that it waits for an answer. */
const onTimeout: Readonly<Record<string, (sleep: Message) => void>> = {
  'gives-up-early': ({ command }) => answer({ type: 'sleep', id: String(command) }, 'unknown'),
  'retries-early': ({ session, command }) =>
    say({ type: 'sleep', id: `early:${command}`, session, command, milliseconds: 10_000, reason: 'retry' }),
  'cancels-early': ({ id }) => say({ type: 'cancel', id }),
};

/** What becomes of a request; the road gives it to the bureau. */
const onRequest: Readonly<Record<string, (road: Fetch) => Fetch>> = {
  'sends-twice': (road) => (url, request) => {
    road(url, request).catch(() => undefined);
    return road(url, request);
  },
  'sends-nothing': () => () => new Promise(() => undefined),
  'hangs-up-early': (road) => (url, request) => {
    const early: FetchRequest = { ...request, signal: AbortSignal.timeout(impatienceMs) };
    road(url, early).catch(() => undefined);
    return new Promise(() => undefined);
  },
};

let road: Fetch = () => Promise.reject(new Error('no session was opened'));

await runBetween({
  hears: (message) => {
    if (message.type === 'open') road = createSystemFetch({ ca: String(message['ca']) }).fetch;
    const isMadeUp = message.type === 'command' && !known.includes(String(message['command']));
    const lied = isMadeUp && lie in onMadeUp;
    if (lied) onMadeUp[lie]?.(message);
    return !lied;
  },
  says: (message) => {
    if (message.type === 'sleep' && message['reason'] === 'response-timeout')
      setTimeout(() => onTimeout[lie]?.(message), impatienceMs);
    return lie === 'sleeps-unsaid' && message.type === 'sleep' ? [] : [message];
  },
  ...(lie in onRequest && { fetch: onRequest[lie]?.((url, request) => road(url, request)) as Fetch }),
});
