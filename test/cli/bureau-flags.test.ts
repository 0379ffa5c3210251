// The configuration of `liandiao bureau`: flag before environment before default, and refusals that name the flag.
import { Command, CommanderError } from 'commander';
import { afterEach, expect, it, vi } from 'vitest';
import { registerBureau } from '../../cli/bureau.ts';
import { Refusal } from '../../cli/refusal.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** Runs `bureau --print-config` in a program of its own and reads what it printed. */
const printConfig = async (flags: readonly string[] = [], environment: Readonly<Record<string, string>> = {}) => {
  for (const [name, value] of Object.entries({ PORT: '', ...environment })) vi.stubEnv(name, value);
  let printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => {
    printed += String(text);
    return true;
  });
  const program = new Command().exitOverride().configureOutput({ writeErr: () => undefined });
  registerBureau(program);
  for (const command of program.commands) command.exitOverride();
  await program.parseAsync(['bureau', '--print-config', ...flags], { from: 'user' });
  return JSON.parse(printed);
};

const failureOf = (flags: readonly string[], environment?: Readonly<Record<string, string>>): Promise<unknown> =>
  printConfig(flags, environment).catch((error: unknown) => error);

it('listens on loopback under the published ports when nothing is said', async () => {
  expect(await printConfig()).toEqual({
    port: 7443,
    httpPort: 7080,
    controlPort: 7090,
    host: '127.0.0.1',
    dataDir: '.liandiao',
    durability: 'process',
    retentionYears: 5,
    journalEntries: null,
    journalBytes: null,
    graceSeconds: 8,
    explain: false,
    seed: null,
    hostile: null,
    callbackHosts: [],
    certificateIssuers: [],
    profile: 'standard',
    taxCodes: null,
    portFile: null,
    controlToken: null,
  });
});

it.each([
  [['-p', '0', '--http-port', '1', '--control-port', '2'], {}, { port: 0, httpPort: 1, controlPort: 2 }],
  [['--no-http', '--in-memory', '--seed', '7'], {}, { httpPort: null, dataDir: null, seed: 7 }],
  [['--port-file', 'f', '--data-dir', 'd', '--host', '::1'], {}, { portFile: 'f', dataDir: 'd', host: '::1' }],
  [['--durability', 'full'], {}, { durability: 'full' }],
  [['--retention-years', '10'], {}, { retentionYears: 10 }],
  [[], { LIANDIAO_RETENTION_YEARS: '7' }, { retentionYears: 7 }],
  [['--journal-entries', '5', '--journal-bytes', '6'], {}, { journalEntries: 5, journalBytes: 6 }],
  [[], { LIANDIAO_JOURNAL_ENTRIES: '7' }, { journalEntries: 7 }],
  [[], { LIANDIAO_JOURNAL_BYTES: '8' }, { journalBytes: 8 }],
  [['--grace-seconds', '0'], {}, { graceSeconds: 0 }],
  [[], { LIANDIAO_GRACE_SECONDS: '20' }, { graceSeconds: 20 }],
  [['--explain'], {}, { explain: true }],
  [['--hostile', '7'], {}, { hostile: { seed: 7 } }],
  [['--hostile', '--in-memory'], {}, { hostile: { seed: expect.any(Number) }, dataDir: null }],
  [[], { LIANDIAO_HOSTILE: '8' }, { hostile: { seed: 8 } }],
  [
    ['--hostile', '0', '--calm', 'member-order, lagging-query'],
    {},
    { hostile: { seed: 0, calm: ['member-order', 'lagging-query'] } },
  ],
  [['--hostile=1'], { LIANDIAO_CALM: 'spelling' }, { hostile: { seed: 1, calm: ['spelling'] } }],
  [[], { LIANDIAO_DURABILITY: 'full' }, { durability: 'full' }],
  [[], { PORT: '8000' }, { port: 8000 }],
  [[], { PORT: '8000', LIANDIAO_PORT: '8001' }, { port: 8001 }],
  [['-p', '8002'], { PORT: '8000', LIANDIAO_PORT: '8001' }, { port: 8002 }],
  [[], { LIANDIAO_HTTP_PORT: '3', LIANDIAO_CONTROL_PORT: '4' }, { httpPort: 3, controlPort: 4 }],
  [
    [],
    { LIANDIAO_IN_MEMORY: '1', LIANDIAO_SEED: '9', LIANDIAO_PORT_FILE: 'g' },
    { dataDir: null, seed: 9, portFile: 'g' },
  ],
  [[], { LIANDIAO_IN_MEMORY: '0', LIANDIAO_DATA_DIR: 'e' }, { dataDir: 'e' }],
  [
    ['--callback-hosts', 'shop.example.com, Other.example'],
    {},
    { callbackHosts: ['shop.example.com', 'other.example'] },
  ],
  [[], { LIANDIAO_CALLBACK_HOSTS: '192.0.2.7' }, { callbackHosts: ['192.0.2.7'] }],
  [['--profile', 'lenient'], {}, { profile: 'lenient' }],
  [['--tax-codes', 'codes.xlsx'], {}, { taxCodes: 'codes.xlsx' }],
  [[], { LIANDIAO_PROFILE: 'mine.yaml' }, { profile: 'mine.yaml' }],
  [['--host', '192.0.2.1'], {}, { host: '192.0.2.1', httpPort: null }],
])('reads %j and %j', async (flags, environment, expected) => {
  expect(await printConfig(flags, environment)).toMatchObject(expected);
});

it('masks the control token', async () => {
  const config = await printConfig([], { LIANDIAO_CONTROL_TOKEN: 'a-token-that-is-secret' });
  expect(config.controlToken).toBe('***');
});

it.each([
  [['--port', '65536'], {}, '--port'],
  [['--port', '80a'], {}, '--port'],
  [['--seed', '4294967296'], {}, '--seed'],
  [['--hostile', '4294967296'], {}, '--hostile'],
  [['--hostile', 'yes'], {}, '--hostile'],
  [['--hostile', '--calm', 'member-ordre'], {}, 'did you mean member-order?'],
  [[], { LIANDIAO_HOSTILE: '-1' }, 'LIANDIAO_HOSTILE'],
  [['--durability', 'best'], {}, '--durability'],
  [['--retention-years', '4'], {}, '--retention-years'],
  [['--journal-entries', '0'], {}, '--journal-entries'],
  [[], { LIANDIAO_JOURNAL_BYTES: 'much' }, 'LIANDIAO_JOURNAL_BYTES'],
  [['--retention-years', '5.5'], {}, '--retention-years'],
  [[], { LIANDIAO_RETENTION_YEARS: '1' }, 'LIANDIAO_RETENTION_YEARS'],
  [['--prot', '1'], {}, '--port'],
  [['--callback-hosts', 'https://shop.example.com/'], {}, '--callback-hosts'],
  [['--callback-hosts', 'shop.example.com:8080'], {}, '--callback-hosts'],
  [[], { LIANDIAO_PORT: 'x' }, 'LIANDIAO_PORT'],
])('refuses %j and %j as misuse of %s', async (flags, environment, named) => {
  const error = await failureOf(flags, environment);
  expect(error).toBeInstanceOf(CommanderError);
  expect(String(error)).toContain(named);
});

it.each([
  [[], { PORT: 'http' }, 'PORT'],
  [['--host', '0.0.0.0', '--http-port', '7080'], {}, 'loopback only (T-1)'],
  [[], { LIANDIAO_CONTROL_TOKEN: 'short' }, 'LIANDIAO_CONTROL_TOKEN'],
  [[], { LIANDIAO_IN_MEMORY: 'yes' }, 'LIANDIAO_IN_MEMORY'],
  [['--in-memory', '--durability', 'full'], {}, '--durability full'],
  [['--calm', 'spelling'], {}, '--calm without --hostile'],
])('refuses %j and %j with a remedy', async (flags, environment, named) => {
  const error = await failureOf(flags, environment);
  expect(error).toBeInstanceOf(Refusal);
  expect(error).toMatchObject({ code: 2, message: expect.stringContaining(named) });
});
