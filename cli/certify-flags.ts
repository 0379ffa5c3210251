// The flags of `liandiao certify`, each read as far as it can be without the others.
import { type Command, InvalidArgumentError, Option } from 'commander';
import picomatch from 'picomatch';
import { isVariationName, type VariationName, variationNames } from '../conformance/variation/names.ts';
import { fastestRate } from '../simulator/clock.ts';
import { builtInScenarios } from './built-in-scenarios.ts';
import { addCertificateFlags, type CertificateFlags } from './certificate-flags.ts';

export type CertifyFlags = CertificateFlags & {
  /** Not there with `--list` and `--explain`. */
  readonly client?: string;
  readonly out: string;
  readonly only?: string;
  readonly seed?: number;
  readonly calm?: readonly VariationName[];
  readonly clock: 'virtual' | 'real';
  readonly rate?: number;
  readonly scenarios: string;
  readonly soak?: number;
  readonly knownFailures?: string;
  readonly list?: true;
  readonly explain?: string;
  readonly json?: true;
  readonly quiet?: true;
};

export const largestSeed = 0xffffffff;

const readSeed = (text: string): number => {
  if (!/^\d{1,10}$/.test(text) || Number(text) > largestSeed)
    throw new InvalidArgumentError(`a seed is a whole number from 0 to ${largestSeed}`);
  return Number(text);
};

const mostScripts = 100_000;

const readCount = (text: string): number => {
  if (!/^\d{1,6}$/.test(text) || Number(text) < 1 || Number(text) > mostScripts)
    throw new InvalidArgumentError(`a number of scripts is a whole number from 1 to ${mostScripts}`);
  return Number(text);
};

/** As fast as the bureau's clocks go: beyond that a machine's own hesitations are minutes of the session. */
const readRate = (text: string): number => {
  const rate = Number(text);
  if (!/^\d{1,3}(\.\d{1,3})?$/.test(text) || rate < 1 || rate > fastestRate)
    throw new InvalidArgumentError(`a rate is a number from 1 to ${fastestRate}`);
  return rate;
};

const readGlob = (text: string): string => {
  try {
    picomatch(text);
    return text;
  } catch {
    throw new InvalidArgumentError("a glob over ids is needed, e.g. 'unknown/*'");
  }
};

/** `all`, or names with commas between. */
const readCalm = (text: string): readonly VariationName[] => {
  const words = text === 'all' ? variationNames : text.split(',').map((word) => word.trim());
  const names = words.filter(isVariationName);
  if (names.length < words.length) throw new InvalidArgumentError(`names of ${variationNames.join(', ')}, or all`);
  return names;
};

/** Adds them to the command. */
export const addCertifyFlags = (command: Command): Command =>
  addCertificateFlags(
    command
      .option('--client <command>', 'the command that starts the client under test (driver of section D)')
      .option('--out <dir>', 'folder for report.html, junit.xml, result.json, transcript.ndjson', 'report')
      .addOption(
        new Option(
          '--only <glob>',
          "only scenarios whose id matches, e.g. 'unknown/*' (never a certificate)",
        ).argParser(readGlob),
      )
      .addOption(new Option('--seed <number>', 'repeat a run with its seed (drawn otherwise)').argParser(readSeed))
      .addOption(
        new Option(
          '--calm <names>',
          'leave out some of what the seed varies, or all, to see what a client stumbles over (never a certificate)',
        ).argParser(readCalm),
      )
      .addOption(
        new Option('--clock <mode>', 'virtual time or the real clock').choices(['virtual', 'real']).default('virtual'),
      )
      .addOption(
        new Option(
          '--rate <number>',
          'with --clock real: session time runs so many times as fast, for clients that can hurry their own clock',
        ).argParser(readRate),
      )
      .option('--scenarios <dir>', 'folder of scenario files', builtInScenarios)
      .addOption(
        new Option(
          '--soak <count>',
          'random scripts drawn from the seed instead of the scenarios; failures are shrunk and written to OUT/soak (never a certificate)',
        ).argParser(readCount),
      )
      .option('--known-failures <file>', 'a list of failures that are known and excused until a day (V-4)')
      .option('--list', 'name the scenarios, and run nothing')
      .option('--explain <id>', 'what a scenario or a check is about, and run nothing')
      .option('--json', 'print result.json on standard output')
      .option('-q, --quiet', 'only the closing lines'),
  );
