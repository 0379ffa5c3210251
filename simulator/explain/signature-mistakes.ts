// Mistakes of a signature: which text, key, algorithm or spelling explains one that does not hold (E-1, E-2).
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { type DiagnosisProblem, found, type Mistake } from './problem.ts';
import { digestGuesses, guessKeys } from './signature-key-mistakes.ts';
import { guessTexts, type TextGuess } from './signature-text-mistakes.ts';

const mistakes = {
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
};

export const textsOf = (subject: SignatureSubject, appSecret: string | null): TextGuess[] => {
  const { message, plaintext, repairedData } = subject;
  const asReceived = guessTexts(message, { plaintext, appSecret });
  if (repairedData === null || repairedData === message['data']) return asReceived;
  return [...asReceived, ...guessTexts({ ...message, data: repairedData }, { plaintext, appSecret })];
};

export const explain = (made: readonly Mistake[], subject: SignatureSubject, expected: string): DiagnosisProblem[] =>
  made.map((mistake) => {
    const received = subject.message['signature'] ?? '';
    const ofText = mistake.clause === 'E-1' && mistake !== mismatch;
    return found(mistake, {
      where: '/signature',
      expected: ofText ? signatureText(subject.message) : expected,
      received: ofText ? `a signature over another text (${mistake.name})` : received,
    });
  });

const readDigest = (signature: string): Spelling | null => {
  if (/^[0-9a-f]{64}$/.test(signature)) return { bytes: Buffer.from(signature, 'hex'), mistake: null };
  if (/^[0-9a-fA-F]{64}$/.test(signature)) return { bytes: Buffer.from(signature, 'hex'), mistake: mistakes.upperCase };
  return /^[A-Za-z0-9+/]{43}=$/.test(signature)
    ? { bytes: Buffer.from(signature, 'base64'), mistake: mistakes.base64 }
    : null;
};

/** Names what is wrong with an HMAC-SM3 signature; nothing when it holds. */
export const findHmacMistakes = (subject: SignatureSubject, appSecret: string): DiagnosisProblem[] => {
  const { message, sm4Key } = subject;
  const signature = message['signature'] ?? '';
  if (verifyHmacSm3(signatureText(message), appSecret, signature)) return [];
  const spelling = readDigest(signature);
  let best: readonly Mistake[] | null = null;
  for (const text of spelling ? textsOf(subject, appSecret) : [])
    for (const key of guessKeys(appSecret, sm4Key))
      for (const { digest, mistake } of digestGuesses) {
        const made = [text.mistake, key.mistake, mistake, spelling?.mistake].flatMap((one) => one ?? []);
        if (best && best.length <= made.length) continue;
        if (spelling && digest(text.text, key.key).equals(spelling.bytes)) best = made;
      }
  return explain(best ?? [mismatch], subject, signHmacSm3(signatureText(message), appSecret));
};
