// Calls the control port of a running bureau for a command, and turns its refusals into sentences.
import { type Command, Option } from 'commander';
import { exitCode } from './exit-code.ts';
import { Refusal } from './refusal.ts';

/** `token` is a flag of earlier days: known, so that it can be refused without being repeated. */
export type ControlFlags = { readonly control: string; readonly token?: unknown; readonly json?: true };
export type ControlCall = (method: 'GET' | 'POST', path: string, body?: unknown) => Promise<Record<string, unknown>>;

/** Where the bureau is and what lets one in; each flag with its environment variable. */
export const addControlFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('--control <url>', 'control port of the running bureau')
        .env('LIANDIAO_CONTROL')
        .default('http://127.0.0.1:7090'),
    )
    .addOption(new Option('--token [token]').hideHelp())
    .option('--json', 'print the answer as JSON')
    .addHelpText('after', '\nIts control token comes from LIANDIAO_CONTROL_TOKEN: flags show in the process list.');

const tokenOf = (flags: ControlFlags): string => {
  if (flags.token !== undefined)
    throw new Refusal(
      '--token: a secret in a flag stands in the process list for everybody',
      'Set LIANDIAO_CONTROL_TOKEN.',
    );
  const token = process.env['LIANDIAO_CONTROL_TOKEN'] ?? '';
  if (/^[\x21-\x7e]+$/.test(token)) return token;
  throw new Refusal(
    token === '' ? 'there is no control token' : 'LIANDIAO_CONTROL_TOKEN has others than printable ASCII characters',
    'Set LIANDIAO_CONTROL_TOKEN; the bureau prints it as controlToken.',
  );
};

type Problem = { readonly pointer?: string; readonly detail?: string; readonly remedy?: string };

const sayProblem = ({ pointer, detail }: Problem): string => (pointer ? `${pointer}: ${detail}` : (detail ?? ''));

/** 409 says that the bureau will not, by its clauses; anything else that the call was wrong. */
const refusalOf = (status: number, document: Problem & { readonly problems?: readonly Problem[] }): Refusal => {
  const problems = document.problems?.length ? document.problems : [document];
  const remedies = [...new Set(problems.map(({ remedy = '' }) => remedy))];
  return new Refusal(
    `the bureau refuses (${status}):\n  ${problems.map(sayProblem).join('\n  ')}`,
    remedies.join('\n  '),
    status === 409 ? exitCode.notConformant : exitCode.usage,
  );
};

const fetchFrom = async (url: URL, init: RequestInit): Promise<Response> => {
  try {
    return await fetch(url, init);
  } catch (error) {
    const { cause } = error as { readonly cause?: { readonly code?: string } };
    throw new Refusal(
      `no bureau answers at ${url.origin}${cause?.code ? ` (${cause.code})` : ''}`,
      'Start one with `liandiao bureau`, or name its control port with --control.',
    );
  }
};

type Send = (method: string, path: string, body?: unknown) => Promise<Response>;

/** The answer as it comes; throws `Refusal` where the bureau refuses or cannot be reached. */
export const createControlSend = (flags: ControlFlags): Send => {
  const { control } = flags;
  if (!URL.canParse(control)) throw new Refusal(`--control ${control} is no URL`, 'Write http://127.0.0.1:7090.');
  const token = tokenOf(flags);
  return async (method, path, body) => {
    const response = await fetchFrom(new URL(`/control/v1${path}`, control), {
      method,
      headers: { authorization: `Bearer ${token}` },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw refusalOf(response.status, (await response.json()) as Problem);
    return response;
  };
};

/** Throws `Refusal` as `createControlSend` does. */
export const createControlCall = (flags: ControlFlags): ControlCall => {
  const send = createControlSend(flags);
  return async (method, path, body) => (await (await send(method, path, body)).json()) as Record<string, unknown>;
};
