// The secrets that `liandiao doctor` judges with: from a file or the environment, never from flags, which everybody on the machine sees.
import { isSm4Key } from '../protocol/cipher.ts';
import { readDataFile } from './read-data-file.ts';
import { Refusal } from './refusal.ts';

export type Secrets = { readonly appSecret?: string; readonly sm4Key?: string };
/** `appSecret` and `sm4Key` are flags of earlier days: known, so that they can be refused without being repeated. */
export type SecretFlags = { readonly credentials?: string; readonly appSecret?: unknown; readonly sm4Key?: unknown };

const newWay =
  'Set LIANDIAO_APP_SECRET and LIANDIAO_SM4_KEY, or give --credentials FILE (- for standard input) with appSecret and sm4Key in JSON or YAML.';

const refuseFlags = ({ appSecret, sm4Key }: SecretFlags): void => {
  const given = [...(appSecret === undefined ? [] : ['--app-secret']), ...(sm4Key === undefined ? [] : ['--sm4-key'])];
  if (given.length > 0)
    throw new Refusal(`${given.join(' and ')}: a secret in a flag stands in the process list for everybody`, newWay);
};

const membersOf = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? { ...value } : {};

/** Also as `bureau approve --json` prints them, with the credentials one level below. */
const readCredentials = async (file: string): Promise<Readonly<Record<string, unknown>>> => {
  const members = membersOf(await readDataFile(file, { what: '--credentials', scalars: 'texts' }));
  return { ...members, ...membersOf(members['credentials']) };
};

type Found = { readonly text: string | undefined; readonly place: string };

const judgeSecret = ({ text, place }: Found): { readonly appSecret?: string } => {
  if (text === '') throw new Refusal(`${place} is empty`, 'Copy appSecret as the bureau gave it (E-2).');
  return text === undefined ? {} : { appSecret: text };
};

const judgeKey = ({ text, place }: Found): { readonly sm4Key?: string } => {
  if (text === undefined || isSm4Key(text)) return text === undefined ? {} : { sm4Key: text };
  throw new Refusal(
    `${place} has ${text.length} characters or other than hexadecimal ones; 32 hexadecimal ones are needed (E-4)`,
    'Copy sm4Key as the bureau gave it, without blanks or line breaks.',
  );
};

/** A file counts more than the environment. Throws `Refusal` for what cannot be a key, without repeating it. */
export const readSecrets = async (flags: SecretFlags, environment: NodeJS.ProcessEnv): Promise<Secrets> => {
  refuseFlags(flags);
  const { credentials: file } = flags;
  const written = file === undefined ? {} : await readCredentials(file);
  const find = (member: string, variable: string): Found => {
    const value = written[member];
    if (value === undefined) return { text: environment[variable], place: variable };
    if (typeof value === 'string') return { text: value, place: `${member} of --credentials ${file}` };
    throw new Refusal(`${member} of --credentials ${file} is no text`, newWay);
  };
  return { ...judgeSecret(find('appSecret', 'LIANDIAO_APP_SECRET')), ...judgeKey(find('sm4Key', 'LIANDIAO_SM4_KEY')) };
};
