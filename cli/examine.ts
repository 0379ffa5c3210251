// What `doctor` does with one message: its own mistakes, then what other messages and the register tell of it.
import { type Diagnosis, type DiagnosisKeys, diagnose } from '../simulator/explain/diagnose.ts';
import { nonceReused } from '../simulator/explain/explain-exchange.ts';
import { ivOf, ivReused } from '../simulator/explain/iv-mistakes.ts';
import type { DiagnosisProblem } from '../simulator/explain/problem.ts';
import { explainByRegister, keysOf, type Registered } from '../simulator/explain/register-mistakes.ts';
import { readSpecimen } from '../simulator/explain/specimen.ts';
import type { Moment } from '../simulator/explain/timestamp-mistakes.ts';

export type Case = {
  readonly body: Uint8Array;
  readonly keys: DiagnosisKeys;
  readonly moment: Moment;
  /** Messages that were sent before this one, by name. */
  readonly earlier?: readonly { readonly name: string; readonly body: Uint8Array }[];
  readonly registered?: Registered;
};

type Members = Readonly<Record<string, string>>;

const ivIn = ({ data = '', encryptType = '' }: Members): string | null => ivOf(data, encryptType);

/** What came before, in another message of the same application. */
const findRepeats = (members: Members, earlier: NonNullable<Case['earlier']>): DiagnosisProblem[] => {
  const others = earlier
    .map(({ name, body }) => ({ name, members: readSpecimen(body).members }))
    .filter((other) => other.members['appId'] === members['appId']);
  const { nonce } = members;
  const iv = ivIn(members);
  const sameNonce = nonce === undefined ? undefined : others.find((other) => other.members['nonce'] === nonce);
  const sameIv = iv === null ? undefined : others.find((other) => ivIn(other.members) === iv);
  return [
    ...(sameNonce ? [nonceReused('a nonce not used within 600 s', `${nonce}, that of ${sameNonce.name}`)] : []),
    ...(sameIv ? [ivReused(sameIv.name)] : []),
  ];
};

/** Keys that are not given are those of the register. */
export const examine = ({ body, keys, moment, earlier = [], registered }: Case): Diagnosis => {
  const { kind, members, format } = readSpecimen(body);
  const application = registered?.applications?.get(members['appId'] ?? '');
  const diagnosis = diagnose(body, { ...(application ? keysOf(application) : {}), ...keys }, moment);
  if (kind === 'answer') return diagnosis;
  const { problems } = diagnosis;
  // Nobody has the keys of an application that is not registered.
  const missingKeys = registered?.applications && !application ? [] : diagnosis.missingKeys;
  const inRegister = registered ? explainByRegister(problems, members, { ...registered, format }) : problems;
  return { ...diagnosis, missingKeys, problems: [...inRegister, ...findRepeats(members, earlier)] };
};
