// The reference client with one trick: what it says passes through here and is spoiled where the trick says so.
import { enableCompileCache } from 'node:module';
import { PassThrough } from 'node:stream';

enableCompileCache();
const { runDriver } = await import('../../../../client/driver/run-driver.ts');

type Message = { readonly type: string; readonly id?: string; readonly session?: string } & Record<string, unknown>;

const [, , trick = 'none', victim = ''] = process.argv;
const put = (text: string): void => void process.stdout.write(text);
const say = (message: object): void => put(`${JSON.stringify(message)}\n`);

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

/** Calls `hear` with each line of a stream. */
const eachLine = (stream: NodeJS.ReadableStream, hear: (message: Message) => void): void => {
  let rest = '';
  stream.setEncoding('utf8');
  stream.on('data', (chunk: string) => {
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) hear(JSON.parse(line) as Message);
  });
};

const obey = (input: PassThrough, message: Message): void => {
  if (isVictim(message)) victims.add(message.id);
  const taken = isVictim(message) && onCommand[trick]?.(message);
  if (!taken) input.write(`${JSON.stringify(message)}\n`);
};

if (trick === 'crashes-at-start') {
  process.stderr.write('\u001b[31mcannot find module "tax"\u001b[0m\n');
  process.exit(1);
}

const input = new PassThrough();
const output = new PassThrough();
eachLine(output, (message) => {
  for (const said of spoil(message)) say(said);
});
eachLine(process.stdin, (message) => obey(input, message));
process.stdin.once('end', () => {
  // Long after the session is over, when nobody waits for its words any more.
  if (trick === 'late-result') for (const result of results) say(result);
  input.end();
});
await runDriver({ input, output, version: '0.0.0' });
process.exit(0);
