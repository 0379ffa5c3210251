// The reference client with one trick: what it says passes through here and is spoiled where the trick says so.
import { type Message, put, runBetween, say } from './middleman.ts';

const [, , trick = 'none', victim = ''] = process.argv;

/** The trick is played in the scenario of one order number. */
const isVictim = (message: Message): boolean => message.type === 'command' && JSON.stringify(message).includes(victim);

/** What happens when the client is given a command; true: the client itself never hears of it. */
const onCommand: Readonly<Record<string, (message: Message) => boolean>> = {
  floods: ({ session }) => {
    for (let line = 0; line < 200; line += 1) say({ type: 'idle', session, padding: 'x'.repeat(500_000) });
    return false;
  },
  drips: () => {
    setInterval(() => put(' '), 50);
    return true;
  },
  deep: () => {
    put(`{"type":"idle","deep":${'['.repeat(100_000)}${']'.repeat(100_000)}}\n`);
    return false;
  },
  'object-ids': () => {
    const id = { toString: 1, valueOf: 1 };
    say({ type: 'cancel', id });
    say({ type: 'result', id, outcome: 'issued', attempts: 1 });
    return false;
  },
};

const spoilResult: Readonly<Record<string, (message: Message) => readonly object[]>> = {
  'wrong-attempts': (message) => [{ ...message, attempts: 7 }],
  'names-another-session': (message) => [{ ...message, session: 'another' }],
};

const spoilHello: Readonly<Record<string, (message: Message) => readonly object[]>> = {
  'no-hello': () => [],
  'other-protocol': (message) => [{ ...message, protocol: 2 }],
  'cursor-in-name': (message) => [{ ...message, name: '\u001b[2Kconformant' }],
  'odd-sessions': (message) => [{ ...message, sessions: { valueOf: 1, toString: 1 } }],
  'unknown-capabilities': (message) => [{ ...message, capabilities: ['core', 'restart', 'teleport', '__proto__'] }],
  'claims-nothing': (message) => [{ ...message, capabilities: ['red'] }],
};

const victims = new Set<unknown>();
const results: Message[] = [];
const spoil = (message: Message): readonly object[] => {
  if (message.type === 'hello' && trick in spoilHello) return spoilHello[trick]?.(message) ?? [];
  if (message.type === 'result' && victims.has(message.id)) results.push(message);
  if (message.type === 'result' && victims.has(message.id) && trick in spoilResult)
    return spoilResult[trick]?.(message) ?? [];
  if (trick === 'never-sleeps' && message.type === 'sleep') return [];
  return [message];
};

let opened = 0;
const hears = (message: Message): boolean => {
  if (message.type === 'open') opened += 1;
  if (trick === 'serves-one-session' && opened > 1) process.exit(1);
  if (isVictim(message)) victims.add(message.id);
  return !(isVictim(message) && onCommand[trick]?.(message));
};

if (trick === 'crashes-at-start') {
  process.stderr.write('\u001b[31mcannot find module "tax"\u001b[0m\n');
  process.exit(1);
}

await runBetween({
  hears,
  says: spoil,
  ends: () => {
    // Long after the session is over, when nobody waits for its words any more.
    if (trick === 'late-result') for (const result of results) say(result);
  },
});
