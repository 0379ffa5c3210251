// Mistakes that give a secret away: it stands in the message itself, for everybody on the road to read (E-2, E-4).
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';

export const secretMistakes = {
  sent: {
    name: 'secret-in-message',
    clause: 'E',
    remedy: 'Never send appSecret or sm4Key; take the member out, and have the bureau give you new ones.',
    zh: '报文中出现了 appSecret 或 sm4Key；密钥绝不能发送，请删除该成员并更换密钥。',
  },
} as const satisfies Record<string, Mistake>;

type Secrets = { readonly appSecret?: string; readonly sm4Key?: string };

const names = ['appSecret', 'sm4Key'] as const;

/** No registered secret is shorter; a word that merely was given as one is found everywhere. */
const shortestSecret = 16;

const secretsIn = (secrets: Secrets): { readonly name: string; readonly secret: string }[] =>
  names.flatMap((name) => {
    const secret = secrets[name] ?? '';
    return secret.length >= shortestSecret ? [{ name, secret }] : [];
  });

/** The text with its secrets replaced by their names. */
export const hideSecrets = (text: string, secrets: Secrets): string =>
  secretsIn(secrets).reduce((shown, { name, secret }) => shown.replaceAll(secret, `‹${name}›`), text);

/** The members that hold a secret. */
export const findSecrets = (members: Readonly<Record<string, string>>, secrets: Secrets): DiagnosisProblem[] => {
  const known = secretsIn(secrets);
  return Object.entries(members).flatMap(([member, value]) => {
    const held = known.find(({ secret }) => value.includes(secret));
    const evidence = { where: `/${member}`, expected: 'a message without secrets' };
    return held ? [found(secretMistakes.sent, { ...evidence, received: `${held.name} of the application` })] : [];
  });
};
