// `liandiao doctor`: takes one request or answer as it went over the wire, and says what is wrong with it.
import { readFileSync } from 'node:fs';
import { type Command, InvalidArgumentError, Option } from 'commander';
import type { EncryptType } from '../protocol/cipher.ts';
import { verifySm2Sm3 } from '../protocol/sm2.ts';
import { readInstant, readTimestamp } from '../protocol/timestamp.ts';
import type { Diagnosis, DiagnosisKeys, MissingKey, SignType } from '../simulator/explain/diagnose.ts';
import type { Moment } from '../simulator/explain/timestamp-mistakes.ts';
import { writeDiagnosis } from './diagnosis-text.ts';
import { readSecrets, type SecretFlags } from './doctor-keys.ts';
import { readSurroundings, type SurroundingFlags } from './doctor-surroundings.ts';
import { examine } from './examine.ts';
import { exitCode } from './exit-code.ts';
import { Refusal } from './refusal.ts';

type DoctorFlags = SecretFlags &
  SurroundingFlags & {
    readonly earlier?: readonly string[];
    readonly publicKey?: string;
    readonly certificate?: string;
    readonly encryptType?: EncryptType;
    readonly signType?: SignType;
    readonly at?: number;
    readonly json?: true;
  };

/** T-4: the bureau reads no more than this. */
const largestBodyBytes = 4 * 1024 * 1024;

const readAt = (text: string): number => {
  const epochMs = readInstant(text) ?? readTimestamp(text);
  if (epochMs === null)
    throw new InvalidArgumentError('write yyyy-MM-ddTHH:mm:ss.SSS+08:00 or yyyyMMddHHmmss (UTC+8).');
  return epochMs;
};

const readBytes = (path: string, what: string): Buffer => {
  try {
    return readFileSync(path);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unknown reason';
    const why = code === 'ENOENT' ? 'there is no such file' : code === 'EISDIR' ? 'it is a folder' : code;
    throw new Refusal(
      `${what} ${path} cannot be read: ${why}`,
      'Name a file that can be read, or - for standard input.',
    );
  }
};

const readStandardInput = async (): Promise<Buffer> => {
  const chunks: Buffer[] = [];
  for await (const chunk of process.stdin) chunks.push(Buffer.from(chunk));
  return Buffer.concat(chunks);
};

const readBody = async (file: string): Promise<Buffer> => {
  const body = file === '-' ? await readStandardInput() : readBytes(file, 'FILE');
  const name = file === '-' ? 'standard input' : file;
  if (body.length === 0) throw new Refusal(`${name} is empty`, 'Give one request or answer, JSON or XML.');
  if (body.length > largestBodyBytes)
    throw new Refusal(
      `${name} has ${body.length} bytes, a message at most ${largestBodyBytes} (T-4)`,
      'Give one message.',
    );
  return body;
};

const readPublicKey = (file: string, flag: '--public-key' | '--certificate'): string => {
  const pem = readBytes(file, flag).toString('utf8');
  try {
    verifySm2Sm3('', pem, '');
    return pem;
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Refusal(`${flag} ${file}: ${why}`, 'Give the SM2 public key or certificate as PEM (E-3).');
  }
};

const readKeys = async (flags: DoctorFlags): Promise<DiagnosisKeys> => {
  const { publicKey, certificate, encryptType, signType } = flags;
  return {
    ...(await readSecrets(flags, process.env)),
    ...(certificate === undefined ? {} : { publicKeyPem: readPublicKey(certificate, '--certificate') }),
    ...(publicKey === undefined ? {} : { publicKeyPem: readPublicKey(publicKey, '--public-key') }),
    ...(encryptType === undefined ? {} : { encryptType }),
    ...(signType === undefined ? {} : { signType }),
  };
};

const askFor: Readonly<Record<MissingKey, string>> = {
  appSecret: 'LIANDIAO_APP_SECRET or --credentials FILE, for its HMAC-SM3 signature (E-2)',
  sm4Key: 'LIANDIAO_SM4_KEY or --credentials FILE, for its encrypted data (E-4)',
  publicKeyPem: '--public-key FILE or --certificate FILE, for its SM2-SM3 signature (E-3)',
};

const demandKeys = (diagnosis: Diagnosis): void => {
  const [missing] = diagnosis.missingKeys;
  if (missing) throw new Refusal('this message cannot be judged without a further key', `Give ${askFor[missing]}.`);
};

const momentOf = ({ at }: DoctorFlags): Moment =>
  at === undefined ? { is: 'guess', epochMs: Date.now() } : { is: 'arrival', epochMs: at };

const run = async (file: string, flags: DoctorFlags): Promise<void> => {
  if (file === '-' && flags.credentials === '-')
    throw new Refusal(
      'message and credentials cannot both come from standard input',
      'Put one of them into a file, or the credentials into the environment.',
    );
  const keys = await readKeys(flags);
  const registered = await readSurroundings(flags);
  const diagnosis = examine({
    body: await readBody(file),
    keys,
    moment: momentOf(flags),
    earlier: (flags.earlier ?? []).map((name) => ({ name, body: readBytes(name, '--earlier') })),
    ...(registered ? { registered } : {}),
  });
  demandKeys(diagnosis);
  const { signatureOk, plaintext, signatureText, problems } = diagnosis;
  const report = flags.json
    ? JSON.stringify({ signatureOk, plaintext, signatureText, problems }, null, 2)
    : writeDiagnosis(diagnosis);
  process.stdout.write(`${report}\n`);
  process.exitCode = problems.length === 0 ? exitCode.ok : exitCode.notConformant;
};

/** Adds `doctor` to the command line. */
export const registerDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('say what is wrong with one request or answer; exit 0 when nothing is, 4 when something is')
    .argument('<file>', 'the message as it went over the wire, JSON or XML; - for standard input')
    .option('--credentials <file>', 'appSecret and sm4Key of the application, JSON or YAML; - for standard input')
    .addOption(new Option('--app-secret [secret]').hideHelp())
    .addOption(new Option('--sm4-key [hex]').hideHelp())
    .option('--public-key <file>', 'PEM of the signer, for SM2-SM3: the application, or the bureau for its answers')
    .option('--certificate <file>', 'the certificate bound to the application, in place of its public key')
    .addOption(
      new Option('--encrypt-type <type>', 'as registered (default: what the message says)').choices([
        'SM4-CBC',
        'SM4-ECB',
      ]),
    )
    .addOption(
      new Option('--sign-type <type>', 'as registered (default: what the message says)').choices([
        'HMAC-SM3',
        'SM2-SM3',
      ]),
    )
    .option('--at <instant>', 'when it met the bureau, UTC+8: tells an old timestamp (default: now, tells UTC)', readAt)
    .option('--url <url>', 'where it was sent: tells the other environment, another interface')
    .option('--applications <file>', 'applications with their keys, as a tenant has them: tells another one’s key')
    .option('--earlier <files...>', 'messages sent before it: tells a nonce or an IV that comes again')
    .option('--json', 'print {signatureOk, plaintext, signatureText, problems[]}')
    .addHelpText(
      'after',
      '\nSecrets come from LIANDIAO_APP_SECRET and LIANDIAO_SM4_KEY, or from --credentials: flags show in the process list.',
    )
    .action(run);
};
