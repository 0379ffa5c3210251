// A lawful client until it is given the order whose remark is `trouble`; then it does what its argument names.
import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { type Message, say } from '../../../lawful-clients/small-client/dialogue.ts';
import { runSmallClient } from '../../../lawful-clients/small-client/run.ts';

const fallSilent = (): void => {
  process.stdout.write = () => true;
};
const sayRaw = (text: string): void => void process.stdout.write(text);
const result = (id: unknown, more: object = {}): void =>
  say({ type: 'result', id, outcome: 'issued', returnCode: '0000', invoice: null, attempts: 1, message: '', ...more });

const troubles: Readonly<Record<string, (command: Message) => void>> = {
  crash: () => process.exit(3),
  'exit-in-order': () => process.exit(0),
  hang: fallSilent,
  garbage: () => sayRaw('Traceback (most recent call last):\n'),
  'no-object': () => sayRaw('[1]\n'),
  'endless-line': () => sayRaw('x'.repeat(2 * 1024 * 1024)),
  flood: () => {
    const line = `${JSON.stringify({ type: 'idle', session: 'x'.repeat(500_000) })}\n`;
    for (let sent = 0; sent < 70_000_000; sent += line.length) sayRaw(line);
  },
  'unknown-type': (command) => say({ type: 'shrug', session: command['session'] }),
  'foreign-session': () => say({ type: 'sleep', id: 's', session: 'nobody', milliseconds: 1, reason: 'retry' }),
  'unknown-result': () => result('never-given'),
  'two-results': ({ id }) => {
    const line = JSON.stringify({ type: 'result', id, outcome: 'unknown', returnCode: null, attempts: 0, message: '' });
    sayRaw(`${line}\n${line}\n`);
  },
  'no-outcome': ({ id }) => result(id, { outcome: 'fine' }),
  'negative-attempts': ({ id }) => result(id, { attempts: -1 }),
  'reports-error': ({ id }) => say({ type: 'error', id, message: 'the database is down' }),
};

/** What it does instead of a decent greeting. */
const greetings: Readonly<Record<string, () => void>> = {
  'says-nothing': fallSilent,
  'leaves-at-once': () => process.exit(0),
  'greets-in-prose': () => sayRaw('Welcome!\n'),
  'greets-without-name': () => say({ type: 'hello', capabilities: ['core'], clock: 'virtual' }),
  'greets-with-another-clock': () =>
    say({ type: 'hello', name: 'x', version: '1', language: 'x', capabilities: ['core'], clock: 'real' }),
  'holds-no-session': () =>
    say({
      type: 'hello',
      name: 'x',
      version: '1',
      language: 'x',
      capabilities: ['core'],
      clock: 'virtual',
      sessions: 0,
    }),
  'claims-issue-alone': () =>
    say({ type: 'hello', name: 'x', version: '1', language: 'x', capabilities: ['issue'], clock: 'virtual' }),
};

const [, , what = '', pidFile = ''] = process.argv;
if (what === 'leaves-a-child') {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'inherit' });
  const { writeFileSync } = await import('node:fs');
  writeFileSync(pidFile, String(child.pid));
}

createInterface(process.stdin).on('line', (line) => {
  const message = JSON.parse(line) as Message;
  if (message.type === 'hello') greetings[what]?.();
  const order = message['order'] as { readonly remark?: string } | undefined;
  if (message.type === 'command' && order?.remark === 'trouble') troubles[what]?.(message);
  // D-4 broken: it gives up by the machine's clock, whatever the session's says.
  if (message.type === 'command' && message['command'] === 'issue' && what === 'lives-by-its-own-clock')
    setTimeout(() => result(message['id'], { outcome: 'unknown' }), 100);
  if (message.type === 'command' && what === 'knows-every-command' && message['command'] !== 'issue')
    result(message['id'], { outcome: 'done' });
});

await runSmallClient({ name: what, recalls: false });
