// The flags of `liandiao bureau` and how they become a configuration: flag > environment > default.
import { type Command, InvalidArgumentError, Option } from 'commander';
import { isLoopback } from '../simulator/doors/loopback.ts';
import { isRetentionYears, leastRetentionYears, mostRetentionYears } from '../simulator/journal/retention.ts';
import { type Durability, durabilities } from '../simulator/ledger/durability.ts';
import type { Hostile } from '../simulator/register/hostile.ts';
import { readIssuers } from './certificate-issuers.ts';
import { type HostileFlags, hostileOf } from './hostile-flags.ts';
import { Refusal } from './refusal.ts';

export type BureauConfig = {
  readonly port: number;
  /** Null: no plain HTTP. */
  readonly httpPort: number | null;
  readonly controlPort: number;
  readonly host: string;
  /** Null: everything in memory. */
  readonly dataDir: string | null;
  readonly durability: Durability;
  readonly explain: boolean;
  /** How long journals are to be kept (B-11). */
  readonly retentionYears: number;
  /** How much the journal of each tenant keeps; null: the usual. */
  readonly journalEntries: number | null;
  readonly journalBytes: number | null;
  /** How long what is open may take to end when the bureau is told to stop. */
  readonly graceSeconds: number;
  readonly seed: number | null;
  /** Null: friendly. */
  readonly hostile: Hostile | null;
  /** Hosts, beside this machine, that orders may have their news pushed to (B-12). */
  readonly callbackHosts: readonly string[];
  /** PEM each; none: nobody may go over to production (B-8). */
  readonly certificateIssuers: readonly string[];
  /** A profile the bureau brings along, or the file of one. */
  readonly profile: string;
  /** A file; null: the table the bureau brings along. */
  readonly taxCodes: string | null;
  readonly portFile: string | null;
  /** Only from the environment: flags are seen by everybody on the machine. Null: drawn at the start. */
  readonly controlToken: string | null;
};

export type BureauFlags = HostileFlags & {
  readonly port: number;
  /** False for --no-http. */
  readonly http: boolean;
  readonly httpPort: number;
  readonly controlPort: number;
  readonly host: string;
  readonly dataDir: string;
  readonly inMemory?: true;
  readonly durability: Durability;
  readonly explain?: true;
  readonly retentionYears: number;
  readonly journalEntries?: number;
  readonly journalBytes?: number;
  readonly graceSeconds: number;
  readonly seed?: number;
  readonly callbackHosts: readonly string[];
  readonly certificateIssuers?: string;
  readonly profile: string;
  readonly taxCodes?: string;
  readonly portFile?: string;
  readonly printConfig?: true;
  readonly quiet?: true;
  readonly verbose?: true;
};

const largestPort = 65_535;
const largestSeed = 0xffffffff;
const shortestToken = 16;
/** Shorter than what container runtimes wait before they kill (10 s). */
const usualGraceSeconds = 8;
const longestGraceSeconds = 600;

const readWhole =
  (what: string, most: number) =>
  (text: string): number => {
    if (!/^\d{1,10}$/.test(text) || Number(text) > most)
      throw new InvalidArgumentError(`${what} is a whole number from 0 to ${most}.`);
    return Number(text);
  };

/** As a URL has them: lower case, international names in their ASCII form, IPv6 in brackets. */
const readHosts = (text: string): readonly string[] =>
  text
    .split(',')
    .filter((name) => name.trim() !== '')
    .map((name) => {
      const url = `http://${name.trim()}/`;
      const host = URL.canParse(url) ? new URL(url) : null;
      if (!host || host.host === '' || host.href !== `http://${host.hostname}/`)
        throw new InvalidArgumentError(
          `${JSON.stringify(name.trim())} is no host name; leave scheme, port and path out.`,
        );
      return host.hostname;
    });

const readYears = (text: string): number => {
  const years = /^\d{1,3}$/.test(text) ? Number(text) : Number.NaN;
  if (isRetentionYears(years)) return years;
  throw new InvalidArgumentError(
    `A journal is kept for ${leastRetentionYears} to ${mostRetentionYears} whole years; less is refused (B-11).`,
  );
};

const readBound = (text: string): number => {
  const bound = /^\d{1,15}$/.test(text) ? Number(text) : 0;
  if (bound > 0) return bound;
  throw new InvalidArgumentError('A bound of the journal is a whole number, 1 or more.');
};

const readPort = readWhole('A port', largestPort);

/** Adds the flags, each with its environment variable, to the command. */
export const addBureauFlags = (command: Command): Command =>
  command
    .addOption(
      new Option('-p, --port <number>', 'HTTPS port; 0 picks a free one (also the environment’s PORT)')
        .env('LIANDIAO_PORT')
        .argParser(readPort)
        .default(7443),
    )
    .addOption(
      new Option('--http-port <number>', 'plain HTTP port, loopback only; 0 picks a free one')
        .env('LIANDIAO_HTTP_PORT')
        .argParser(readPort)
        .default(7080),
    )
    .option('--no-http', 'no plain HTTP')
    .addOption(
      new Option('--control-port <number>', 'control port; 0 picks a free one')
        .env('LIANDIAO_CONTROL_PORT')
        .argParser(readPort)
        .default(7090),
    )
    .addOption(new Option('--host <address>', 'address to listen on').env('LIANDIAO_HOST').default('127.0.0.1'))
    .addOption(
      new Option('--data-dir <dir>', 'where certificates and the ledger are kept')
        .env('LIANDIAO_DATA_DIR')
        .default('.liandiao'),
    )
    .option('--in-memory', 'keep nothing: no data directory (also LIANDIAO_IN_MEMORY=1)')
    .addOption(
      new Option(
        '--durability <level>',
        'what an answer outlives: process (a crash of the bureau) or full (a cut of the power, too; slower)',
      )
        .env('LIANDIAO_DURABILITY')
        .choices(durabilities)
        .default('process'),
    )
    .option(
      '--explain',
      'answers name fault and mistake in headers (X-Bureau-Fault, X-Bureau-Gate, X-Bureau-Mistake, X-Bureau-Hostility)',
    )
    .addOption(
      new Option('--retention-years <number>', 'how long journals are to be kept; never less than five years (B-11)')
        .env('LIANDIAO_RETENTION_YEARS')
        .argParser(readYears)
        .default(leastRetentionYears),
    )
    .addOption(
      new Option('--journal-entries <number>', 'how many entries a tenant’s journal keeps; what it drops is counted')
        .env('LIANDIAO_JOURNAL_ENTRIES')
        .argParser(readBound),
    )
    .addOption(
      new Option('--journal-bytes <number>', 'how many bytes of entries a tenant’s journal keeps')
        .env('LIANDIAO_JOURNAL_BYTES')
        .argParser(readBound),
    )
    .addOption(
      new Option(
        '--grace-seconds <number>',
        'how long open requests may take to end after SIGTERM; the rest is cut off',
      )
        .env('LIANDIAO_GRACE_SECONDS')
        .argParser(readWhole('A grace period', longestGraceSeconds))
        .default(usualGraceSeconds),
    )
    .addOption(
      new Option('--seed <number>', 'seed of what the bureau draws')
        .env('LIANDIAO_SEED')
        .argParser(readWhole('A seed', largestSeed)),
    )
    .addOption(
      new Option('--callback-hosts <names>', 'hosts, beside this machine, that a callbackUrl may name; with commas')
        .env('LIANDIAO_CALLBACK_HOSTS')
        .argParser(readHosts)
        .default([], 'none'),
    )
    .addOption(
      new Option(
        '--certificate-issuers <file>',
        'SM2 public keys (PEM, one after the other) whose certificates of conformance open the cutover',
      ).env('LIANDIAO_CERTIFICATE_ISSUERS'),
    )
    .addOption(
      new Option(
        '--profile <name|file>',
        'tolerances and habits: standard, strict-identity, all-fields, lenient, or a file',
      )
        .env('LIANDIAO_PROFILE')
        .default('standard'),
    )
    .addOption(
      new Option('--tax-codes <file>', 'a full table of tax codes, CSV or XLSX, instead of the bureau’s own').env(
        'LIANDIAO_TAX_CODES',
      ),
    )
    .addOption(new Option('--port-file <file>', 'also write the ready line to this file').env('LIANDIAO_PORT_FILE'))
    .option('--print-config', 'print the configuration, secrets masked, and exit')
    .option('-q, --quiet', 'log failures of ours only')
    .option('-v, --verbose', 'log the configuration, timings and every exchange too');

/** PORT, the habit of platforms, counts where neither a flag nor LIANDIAO_PORT speaks. */
const portOf = (flags: BureauFlags, source: string | undefined, environment: NodeJS.ProcessEnv): number => {
  const text = environment['PORT'];
  if (source !== 'default' || text === undefined || text === '') return flags.port;
  if (/^\d{1,5}$/.test(text) && Number(text) <= largestPort) return Number(text);
  throw new Refusal(
    `the environment's PORT is ${JSON.stringify(text)}, no port`,
    `Set it to a number from 0 to ${largestPort}.`,
  );
};

const httpPortOf = (flags: BureauFlags, source: string | undefined): number | null => {
  if (!flags.http) return null;
  if (isLoopback(flags.host)) return flags.httpPort;
  if (source === 'default') return null;
  throw new Refusal(
    `--http-port with --host ${flags.host}: plain HTTP is served on loopback only (T-1)`,
    'Leave --http-port out, or listen on 127.0.0.1.',
  );
};

const isInMemory = (flags: BureauFlags, environment: NodeJS.ProcessEnv): boolean => {
  const text = environment['LIANDIAO_IN_MEMORY'] ?? '';
  if (flags.inMemory || text === '1' || text === 'true') return true;
  if (['', '0', 'false'].includes(text)) return false;
  throw new Refusal(`LIANDIAO_IN_MEMORY is ${JSON.stringify(text)}`, 'Set it to 1 or 0.');
};

const durabilityOf = (flags: BureauFlags, environment: NodeJS.ProcessEnv): Durability => {
  if (flags.durability === 'full' && isInMemory(flags, environment))
    throw new Refusal(
      '--durability full with --in-memory: what is kept in memory outlives nothing',
      'Leave one of the two out.',
    );
  return flags.durability;
};

const tokenOf = (environment: NodeJS.ProcessEnv): string | null => {
  const token = environment['LIANDIAO_CONTROL_TOKEN'] ?? '';
  if (token === '') return null;
  if (/^[\x21-\x7e]+$/.test(token) && token.length >= shortestToken) return token;
  throw new Refusal(
    `LIANDIAO_CONTROL_TOKEN is shorter than ${shortestToken} characters or has others than printable ASCII`,
    'Set a longer one, or leave it out: the bureau draws one.',
  );
};

/** The configuration that flags and environment give; throws `Refusal` naming the one that cannot be used. */
export const bureauConfigOf = (
  flags: BureauFlags,
  from: {
    readonly sourceOf: (option: 'port' | 'httpPort') => string | undefined;
    readonly environment: NodeJS.ProcessEnv;
  },
): BureauConfig => ({
  port: portOf(flags, from.sourceOf('port'), from.environment),
  httpPort: httpPortOf(flags, from.sourceOf('httpPort')),
  controlPort: flags.controlPort,
  host: flags.host,
  dataDir: isInMemory(flags, from.environment) ? null : flags.dataDir,
  durability: durabilityOf(flags, from.environment),
  explain: flags.explain ?? false,
  retentionYears: flags.retentionYears,
  journalEntries: flags.journalEntries ?? null,
  journalBytes: flags.journalBytes ?? null,
  graceSeconds: flags.graceSeconds,
  seed: flags.seed ?? null,
  hostile: hostileOf(flags),
  callbackHosts: flags.callbackHosts,
  certificateIssuers: flags.certificateIssuers === undefined ? [] : readIssuers(flags.certificateIssuers),
  profile: flags.profile,
  taxCodes: flags.taxCodes ?? null,
  portFile: flags.portFile ?? null,
  controlToken: tokenOf(from.environment),
});
