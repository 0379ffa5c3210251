// Mistakes of a signature: which text, key, algorithm or spelling explains one that does not hold (E-1, E-2).
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { type DigestGuess, digestGuesses, guessKeys, type KeyGuess } from './signature-key-mistakes.ts';
import { guessTexts, type TextGuess } from './signature-text-mistakes.ts';

export const signatureSpellingMistakes = {
  upperCase: {
    name: 'signature-in-upper-case',
    clause: 'E-2',
    remedy: 'Write the signature in lower-case hexadecimal.',
    zh: '签名用了大写十六进制；应为小写。',
  },
  base64: {
    name: 'signature-in-base64',
    clause: 'E-2',
    remedy: 'Write an HMAC-SM3 signature in lower-case hexadecimal, 64 characters, not in base64.',
    zh: '签名用了 base64；HMAC-SM3 签名应为64位小写十六进制。',
  },
} as const satisfies Record<string, Mistake>;

/** What is left when nothing explains it. */
export const mismatch: Mistake = {
  name: 'signature-mismatch',
  clause: 'E-1',
  remedy: 'Compare your signature text with signatureText, then the key with the one registered for this appId.',
  zh: '签名不符；请先逐字比较签名原文，再核对该应用登记的密钥。',
};

export type Spelling = { readonly bytes: Buffer; readonly mistake: Mistake | null };

/** What a signature is judged with; `repairedData` is `data` before it was spoilt on the way. */
export type SignatureSubject = {
  readonly message: Readonly<Record<string, string>>;
  readonly plaintext: string | null;
  readonly repairedData: string | null;
  readonly sm4Key: string | null;
  /** The signature text as it may be shown. */
  readonly shownText: string;
};

export const textsOf = (subject: SignatureSubject, appSecret: string | null): TextGuess[] => {
  const { message, plaintext, repairedData, sm4Key } = subject;
  const known = { plaintext, appSecret, sm4Key };
  const asReceived = guessTexts(message, known);
  if (repairedData === null || repairedData === message['data']) return asReceived;
  return [...asReceived, ...guessTexts({ ...message, data: repairedData }, known)];
};

export const explain = (made: readonly Mistake[], subject: SignatureSubject, expected: string): DiagnosisProblem[] =>
  made.map((mistake) => {
    const received = subject.message['signature'] ?? '';
    const ofText = mistake.clause === 'E-1' && mistake !== mismatch;
    return found(mistake, {
      where: '/signature',
      expected: ofText ? subject.shownText : expected,
      received: ofText ? `a signature over another text (${mistake.name})` : received,
    });
  });

const readDigest = (signature: string): Spelling | null => {
  if (/^[0-9a-f]{64}$/.test(signature)) return { bytes: Buffer.from(signature, 'hex'), mistake: null };
  if (/^[0-9a-fA-F]{64}$/.test(signature))
    return { bytes: Buffer.from(signature, 'hex'), mistake: signatureSpellingMistakes.upperCase };
  return /^[A-Za-z0-9+/]{43}=$/.test(signature)
    ? { bytes: Buffer.from(signature, 'base64'), mistake: signatureSpellingMistakes.base64 }
    : null;
};

/** About a tenth of a second: whoever sends 4 MiB is not entitled to thousands of digests of it. */
const mostHashedBytes = 33_554_432;

type Trial = { readonly text: string; readonly key: KeyGuess; readonly digest: DigestGuess; readonly made: Mistake[] };

/** Every way to have made the signature by exactly `count` mistakes of text, key and algorithm. */
function* trialsOf(count: number, texts: readonly TextGuess[], keys: readonly KeyGuess[]): Generator<Trial> {
  for (const text of texts.filter(({ rare }) => !rare || count === 1))
    for (const key of keys)
      for (const digest of digestGuesses) {
        const made = [text.mistake, key.mistake, digest.mistake].flatMap((one) => one ?? []);
        if (made.length === count) yield { text: text.text, key, digest, made };
      }
}

/** The fewest mistakes that explain the digest; null when none do, or not within reason. */
const explainDigest = (digest: Buffer, subject: SignatureSubject, appSecret: string): readonly Mistake[] | null => {
  const texts = textsOf(subject, appSecret);
  const keys = guessKeys(appSecret, subject.sm4Key);
  let hashed = 0;
  for (const count of [0, 1, 2, 3])
    for (const trial of trialsOf(count, texts, keys)) {
      hashed += trial.text.length;
      if (hashed > mostHashedBytes) return null;
      if (trial.digest.digest(trial.text, trial.key.key).equals(digest)) return trial.made;
    }
  return null;
};

/** Names what is wrong with an HMAC-SM3 signature; nothing when it holds. */
export const findHmacMistakes = (subject: SignatureSubject, appSecret: string): DiagnosisProblem[] => {
  const { message } = subject;
  const signature = message['signature'] ?? '';
  if (verifyHmacSm3(signatureText(message), appSecret, signature)) return [];
  const spelling = readDigest(signature);
  const made = spelling ? explainDigest(spelling.bytes, subject, appSecret) : null;
  const named = made ? [...made, ...(spelling?.mistake ? [spelling.mistake] : [])] : [mismatch];
  return explain(named, subject, signHmacSm3(signatureText(message), appSecret));
};
