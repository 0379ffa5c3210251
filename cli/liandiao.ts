#!/usr/bin/env node
// The entry of the command line: finds the command that was asked for, loads only that one, and turns refusals into exit codes.
import { Command, CommanderError } from 'commander';
import { exitCode } from './exit-code.ts';
import { packageVersion } from './package-version.ts';
import { Refusal } from './refusal.ts';

type Register = (program: Command) => void;

/** Commands by name; each is loaded only when it is called, so that the bureau is ready at once. */
const commands: Readonly<Record<string, () => Promise<Register>>> = {
  bureau: async () => (await import('./bureau.ts')).registerBureau,
  certify: async () => (await import('./certify.ts')).registerCertify,
  verify: async () => (await import('./verify.ts')).registerVerify,
  diff: async () => (await import('./diff.ts')).registerDiff,
  'known-failures': async () => (await import('./known-failures.ts')).registerKnownFailures,
  doctor: async () => (await import('./doctor.ts')).registerDoctor,
  validate: async () => (await import('./validate.ts')).registerValidate,
  reference: async () => (await import('./reference.ts')).registerReference,
};

const createProgram = (): Command =>
  new Command('liandiao')
    .description('A strict, stateful, deliberately unreliable tax bureau, and a judge of invoicing clients. 联调')
    .version(packageVersion(), '-V, --version')
    .helpOption('-h, --help')
    .showHelpAfterError('(liandiao --help lists the commands)')
    .configureOutput({ outputError: (text, write) => write(text) })
    .exitOverride();

const main = async (argv: readonly string[]): Promise<number> => {
  const program = createProgram();
  const asked = commands[argv[0] ?? ''];
  const registers = asked ? [await asked()] : await Promise.all(Object.values(commands).map((load) => load()));
  for (const register of registers) register(program);
  for (const command of program.commands) command.exitOverride();
  if (argv.length === 0) program.help();
  await program.parseAsync([...argv], { from: 'user' });
  return Number(process.exitCode ?? exitCode.ok);
};

const explain = (error: unknown): number => {
  if (error instanceof CommanderError) return error.exitCode === 0 ? exitCode.ok : exitCode.usage;
  if (error instanceof Refusal) {
    process.stderr.write(`liandiao: ${error.message}\n  ${error.remedy}\n`);
    return error.code;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(
    `liandiao: an unexpected failure of ours: ${message}\n  Please report it with the command you ran.\n`,
  );
  return exitCode.failure;
};

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  process.stderr.write(`liandiao needs Node 22.18 or newer; this is ${process.versions.node}.\n`);
  process.exitCode = exitCode.usage;
} else {
  process.exitCode = await main(process.argv.slice(2)).catch(explain);
}
