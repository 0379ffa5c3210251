// A client that blurts out its keys wherever it can speak, and notes for the test what it was given and what the process list shows.
import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';

type Message = Readonly<Record<string, unknown>>;

const say = (message: Message): void => void process.stdout.write(`${JSON.stringify(message)}\n`);

/** Command lines of the kit and of all it started. */
const processList = (): string[] =>
  (existsSync('/proc') ? readdirSync('/proc') : [])
    .filter((name) => /^\d+$/.test(name))
    .flatMap((id) => {
      const [file, status] = [`/proc/${id}/cmdline`, `/proc/${id}/stat`];
      const parent = existsSync(status) ? readFileSync(status, 'utf8').split(') ')[1]?.split(' ')[1] : '';
      return [id, parent].includes(String(process.ppid)) ? [readFileSync(file, 'utf8').replaceAll('\0', ' ')] : [];
    });

const blurts = new Map<unknown, { readonly appSecret: string; readonly sm4Key: string }>();

for await (const line of createInterface(process.stdin)) {
  const message = JSON.parse(line) as Message;
  const { type, id, session } = message;
  if (type === 'hello')
    say({ type, name: 'blurting', version: '1', language: 'TypeScript', capabilities: ['core'], clock: 'virtual' });
  if (type === 'open') {
    const keys = { appSecret: String(message['appSecret']), sm4Key: String(message['sm4Key']) };
    blurts.set(session, keys);
    appendFileSync(process.argv[2] ?? '', `${JSON.stringify({ ...keys, processes: processList() })}\n`);
    process.stderr.write(`${keys.appSecret} ${keys.sm4Key}\n`);
    say({ type: 'opened', session, hint: keys.appSecret });
  }
  if (type === 'command') {
    const { appSecret = '', sm4Key = '' } = blurts.get(session) ?? {};
    const blurted = `${appSecret} ${sm4Key} ${sm4Key.toUpperCase()} ${Buffer.from(sm4Key, 'hex').toString('base64')}`;
    const invoice = { invoiceNo: appSecret, orderNo: sm4Key, status: blurted };
    say({ type: 'result', id, outcome: 'issued', returnCode: appSecret, invoice, attempts: 1, message: blurted });
  }
}
