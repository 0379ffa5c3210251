// `liandiao bureau`: opens the bureau, says where it can be reached, and closes it in order when told to.
import { renameSync, rmSync, writeFileSync } from 'node:fs';
import type { Command } from 'commander';
import type { Bureau, BureauOptions } from '../simulator/bureau.ts';
import type { ExchangeLine } from '../simulator/exchange/exchange-line.ts';
import { UnusableData } from '../simulator/unusable-data.ts';
import { addBackupCommands } from './bureau-backup.ts';
import { addBureauFlags, type BureauConfig, type BureauFlags, bureauConfigOf } from './bureau-flags.ts';
import { addJournalCommands } from './bureau-journal.ts';
import { addRegistrationCommands } from './bureau-registration.ts';
import { exitCode } from './exit-code.ts';
import { addHostileFlags, viewHostile } from './hostile-flags.ts';
import { profileOf } from './profile-of.ts';
import { Refusal } from './refusal.ts';
import { taxCodesOf } from './tax-codes-of.ts';

/** For what is left when the grace period is over, such as an answer that nobody reads: then the process ends without it. */
const cutOffMs = 2000;

const maskedConfig = (config: BureauConfig): BureauConfig => ({
  ...config,
  controlToken: config.controlToken === null ? null : '***',
});

const portFlags = { port: '--port', httpPort: '--http-port', controlPort: '--control-port' } as const;

const nameOfPort = (port: number | undefined, config: BureauConfig): string =>
  (['port', 'httpPort', 'controlPort'] as const)
    .filter((name) => config[name] === port)
    .map((name) => portFlags[name])
    .join(' or ') || '--port';

/** The system's refusals at the start, in words; anything else is ours and passes through. */
const explainStart = (error: unknown, config: BureauConfig): unknown => {
  if (error instanceof UnusableData) return new Refusal(error.message, error.remedy);
  if (!(error instanceof Error) || !('code' in error)) return error;
  const { code, port, path } = error as NodeJS.ErrnoException & { readonly port?: number };
  if (code === 'EADDRINUSE')
    return new Refusal(
      `port ${port} of ${config.host} is taken by another program`,
      `Stop that program, or choose another port with ${nameOfPort(port, config)} (0 picks a free one).`,
      exitCode.portTaken,
    );
  if (code === 'EADDRNOTAVAIL' || code === 'ENOTFOUND' || code === 'EAI_AGAIN')
    return new Refusal(`--host ${config.host}: this machine has no such address (${code})`, 'Use 127.0.0.1.');
  if (code === 'EACCES' && port !== undefined)
    return new Refusal(`port ${port} may not be opened by this user`, 'Choose a port from 1024 on.');
  if (config.dataDir !== null && typeof code === 'string' && /^E(ACCES|PERM|ROFS|NOTDIR|EXIST|NOSPC|ISDIR)$/.test(code))
    return new Refusal(
      `--data-dir ${config.dataDir}: ${path ?? 'it'} cannot be used (${code})`,
      'Name a directory that may be written, or keep nothing with --in-memory.',
    );
  return error;
};

const openBureau = async (
  config: BureauConfig,
  told: Required<Pick<BureauOptions, 'onFailure' | 'onExchange'>>,
): Promise<Bureau> => {
  const { createBureau } = await import('../simulator/bureau.ts');
  const profile = await profileOf(config.profile);
  const taxCodes = config.taxCodes === null ? {} : { taxCodes: await taxCodesOf(config.taxCodes) };
  const { port, httpPort, controlPort, host, dataDir, durability, explain, callbackHosts, certificateIssuers } = config;
  const { journalEntries, journalBytes } = config;
  const journalBounds = {
    ...(journalEntries === null ? {} : { mostEntries: journalEntries }),
    ...(journalBytes === null ? {} : { mostBytes: journalBytes }),
  };
  const { retentionYears, hostile } = config;
  try {
    return await createBureau({
      port,
      httpPort,
      controlPort,
      host,
      dataDir,
      durability,
      explain,
      retentionYears,
      hostile,
      journalBounds,
      callbackHosts,
      certificateIssuers,
      profile,
      ...taxCodes,
      ...told,
      ...(config.seed === null ? {} : { seed: config.seed }),
      ...(config.controlToken === null ? {} : { controlToken: config.controlToken }),
    });
  } catch (error) {
    throw explainStart(error, config);
  }
};

/** Whole or not at all, and readable by its owner only: it holds the control token. */
const writePortFile = (file: string, line: string): void => {
  const beside = `${file}.${process.pid}.new`;
  try {
    rmSync(beside, { force: true });
    // wx: a link that somebody laid there would be followed.
    writeFileSync(beside, `${line}\n`, { mode: 0o600, flag: 'wx' });
    renameSync(beside, file);
  } catch (error) {
    throw new Refusal(
      `--port-file ${file}: it cannot be written (${(error as NodeJS.ErrnoException).code})`,
      'Name a file in a directory that may be written.',
    );
  }
};

const announce = (bureau: Bureau, config: BureauConfig): void => {
  const line = JSON.stringify({
    ready: true,
    https: bureau.url,
    http: bureau.httpUrl,
    control: bureau.control.url,
    controlToken: bureau.control.token,
    ...(config.hostile ? { hostile: viewHostile(config.hostile) } : {}),
  });
  if (config.portFile !== null) writePortFile(config.portFile, line);
  process.stdout.write(`${line}\n`);
};

type Log = { readonly exchange: (line: ExchangeLine) => void; readonly failure: (error: unknown) => void };

/** Resolves with the first signal; a second one ends the process at once. */
const untilToldToStop = (): Promise<NodeJS.Signals> =>
  new Promise((resolve) => {
    let told = false;
    const stop = (signal: NodeJS.Signals): void => {
      if (told) process.exit(signal === 'SIGINT' ? exitCode.interrupted : exitCode.terminated);
      told = true;
      resolve(signal);
    };
    process.on('SIGTERM', stop).on('SIGINT', stop);
  });

const run = async (flags: BureauFlags, command: Command): Promise<void> => {
  const sourceOf = (option: string) => command.getOptionValueSource(option);
  const config = bureauConfigOf(flags, { sourceOf, environment: process.env });
  if (flags.printConfig) {
    process.stdout.write(`${JSON.stringify(maskedConfig(config), null, 2)}\n`);
    return;
  }
  const stopped = untilToldToStop();
  // The logger is loaded after the ready line, which must not wait for it.
  const logger = Promise.withResolvers<Log>();
  const bureau = await openBureau(config, {
    onFailure: (error) => void logger.promise.then(({ failure }) => failure(error)),
    onExchange: (line) => void logger.promise.then(({ exchange }) => exchange(line)),
  });
  const readyMs = Math.round(performance.now());
  try {
    announce(bureau, config);
  } catch (error) {
    await bureau.close();
    throw error;
  }
  const [{ createLog }, { logExchange, logFailure }] = await Promise.all([
    import('./log.ts'),
    import('./exchange-log.ts'),
    bureau.load(),
  ]);
  const log = createLog(flags);
  logger.resolve({ exchange: (line) => logExchange(log, line), failure: (error) => logFailure(log, error) });
  log.debug({ config: maskedConfig(config), readyMs }, 'configuration, and milliseconds from process start to ready');
  log.info({ https: bureau.url, http: bureau.httpUrl, control: bureau.control.url }, 'the bureau is open');
  if (config.hostile)
    log.info({ hostile: viewHostile(config.hostile) }, 'the bureau is hostile; --hostile SEED replays it');
  const signal = await stopped;
  const code = signal === 'SIGINT' ? exitCode.interrupted : exitCode.ok;
  const { graceSeconds } = config;
  log.info({ signal, graceSeconds }, 'closing: no new visits, open ones are finished');
  const patienceMs = graceSeconds * 1000;
  const cutOff = setTimeout(() => {
    log.warn({ graceSeconds }, 'something was still open and is cut off');
    process.exit(code);
  }, patienceMs + cutOffMs);
  await bureau.close({ patienceMs });
  clearTimeout(cutOff);
  if (config.portFile !== null) rmSync(config.portFile, { force: true });
  process.exitCode = code;
  log.info('the bureau is closed');
};

/** Adds `bureau` to the command line. */
export const registerBureau = (program: Command): void => {
  const bureau = addHostileFlags(addBureauFlags(program.command('bureau')))
    .description('open a bureau and print one JSON line with its addresses when it is ready 启动税局')
    .action(run);
  addRegistrationCommands(bureau);
  addBackupCommands(bureau);
  addJournalCommands(bureau);
};
