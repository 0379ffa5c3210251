// Stands between the kit and the reference client: every line passes through here in both directions, and so does every request.
import { enableCompileCache } from 'node:module';
import { PassThrough } from 'node:stream';
import type { Fetch } from '../../../../client/fetch.ts';

enableCompileCache();
const { runDriver } = await import('../../../../client/driver/run-driver.ts');

export type Message = { readonly type: string; readonly id?: string; readonly session?: string } & Record<
  string,
  unknown
>;

export const put = (text: string): void => void process.stdout.write(text);
export const say = (message: object): void => put(`${JSON.stringify(message)}\n`);

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

/** Runs the reference client until the input ends, and ends the process with it. */
export const runBetween = async (manner: {
  /** Whether the client is told of it. */
  readonly hears: (message: Message) => boolean;
  /** What is said in its place. */
  readonly says: (message: Message) => readonly object[];
  /** The kit has closed the input; the client does not know yet. */
  readonly ends?: () => void;
  readonly fetch?: Fetch;
}): Promise<never> => {
  const input = new PassThrough();
  const output = new PassThrough();
  eachLine(output, (message) => {
    for (const said of manner.says(message)) say(said);
  });
  eachLine(process.stdin, (message) => {
    if (manner.hears(message)) input.write(`${JSON.stringify(message)}\n`);
  });
  process.stdin.once('end', () => {
    manner.ends?.();
    input.end();
  });
  await runDriver({ input, output, version: '0.0.0', ...(manner.fetch ? { fetch: manner.fetch } : {}) });
  process.exit(0);
};
