// The flags by which `certify` issues a certificate: who signs, for how long, and which files the client is recognised by (V-3).
import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { digestOfFiles } from '../conformance/certificate/digest-of-files.ts';
import { isSm2PrivateKey } from '../conformance/wire/sm2.ts';
import { Refusal } from './refusal.ts';

export type CertificateFlags = {
  /** A file; the key itself comes by `LIANDIAO_CERTIFICATE_KEY`. */
  readonly certificateKey?: string;
  readonly certificateDays: number;
  readonly clientFiles?: readonly string[];
};

const variable = 'LIANDIAO_CERTIFICATE_KEY';
const mostDays = 3650;

const readDays = (text: string): number => {
  if (!/^\d{1,4}$/.test(text) || Number(text) < 1 || Number(text) > mostDays)
    throw new InvalidArgumentError(`a number of days is a whole number from 1 to ${mostDays}`);
  return Number(text);
};

const collect = (path: string, before: readonly string[] = []): readonly string[] => [...before, path];

/** Adds them to `certify`. */
export const addCertificateFlags = (command: Command): Command =>
  command
    .option(
      '--certificate-key <file>',
      `issue a certificate, signed by the SM2 private key (PEM) in the file (or in ${variable})`,
    )
    .addOption(
      new Option('--certificate-days <days>', 'how long the certificate is to hold').argParser(readDays).default(365),
    )
    .option(
      '--client-files <path>',
      'a file or folder of the client whose digest the certificate names; again for more',
      collect,
    );

const tryRead = (file: string): string => {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(
      `--certificate-key ${file}: it cannot be read (${code})`,
      'Name a file that holds the key as PEM.',
    );
  }
};

/** The issuer's key, the file before the environment; null when no certificate is asked for. Throws `Refusal` for no SM2 key. */
export const readIssuerKey = (flags: CertificateFlags, environment: NodeJS.ProcessEnv): string | null => {
  const fromFile = flags.certificateKey;
  const pem = fromFile === undefined ? (environment[variable] ?? '') : tryRead(fromFile);
  if (fromFile === undefined && pem === '') return null;
  if (isSm2PrivateKey(pem)) return pem;
  throw new Refusal(
    `${fromFile === undefined ? variable : `--certificate-key ${fromFile}`}: it is no SM2 private key (E-3)`,
    'Make one: openssl genpkey -algorithm SM2 -out issuer.pem; openssl pkey -in issuer.pem -pubout -out issuer.pub',
  );
};

/** The digest of what `--client-files` names, paths relative to the folder all are in when there is one; null without the flag. */
export const digestOfClient = ({ clientFiles }: CertificateFlags): string | null => {
  if (!clientFiles) return null;
  const missing = clientFiles.find((path) => !existsSync(path));
  if (missing !== undefined)
    throw new Refusal(
      `--client-files ${missing}: there is no such file or folder`,
      'Name what the client consists of.',
    );
  const [only] = clientFiles;
  return digestOfFiles(
    clientFiles.map((path) => resolve(path)),
    clientFiles.length === 1 && only !== undefined ? dirname(resolve(only)) : process.cwd(),
  );
};
