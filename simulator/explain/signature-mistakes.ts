// Mistakes of a signature: which text, key, algorithm or spelling explains one that does not hold (E-1, E-2, E-3).
import { signatureText, signHmacSm3, verifyHmacSm3 } from '../../protocol/signature.ts';
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
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
  hex: {
    name: 'sm2-signature-in-hex',
    clause: 'E-3',
    remedy: 'Write an SM2 signature as DER in base64, not in hexadecimal.',
    zh: 'SM2 签名用了十六进制；应为 DER 的 base64。',
  },
  raw: {
    name: 'sm2-signature-not-der',
    clause: 'E-3',
    remedy: 'Write an SM2 signature as DER, SEQUENCE of r and s, not as the 64 bytes of r and s.',
    zh: 'SM2 签名为裸 r‖s；应为 DER 编码（SEQUENCE{r,s}）。',
  },
  mismatch: {
    name: 'signature-mismatch',
    clause: 'E-1',
    remedy: 'Compare your signature text with signatureText, then the key with the one registered for this appId.',
    zh: '签名不符；请先逐字比较签名原文，再核对该应用登记的密钥。',
  },
} as const satisfies Record<string, Mistake>;

type Spelling = { readonly bytes: Buffer; readonly mistake: Mistake | null };

/** What a signature is judged with; `repairedData` is `data` before it was spoilt on the way. */
export type SignatureSubject = {
  readonly message: Readonly<Record<string, string>>;
  readonly plaintext: string | null;
  readonly repairedData: string | null;
  readonly sm4Key: string | null;
};

const textsOf = (subject: SignatureSubject, appSecret: string | null): TextGuess[] => {
  const { message, plaintext, repairedData } = subject;
  const asReceived = guessTexts(message, { plaintext, appSecret });
  if (repairedData === null || repairedData === message['data']) return asReceived;
  return [...asReceived, ...guessTexts({ ...message, data: repairedData }, { plaintext, appSecret })];
};

const explain = (made: readonly Mistake[], subject: SignatureSubject, expected: string): DiagnosisProblem[] =>
  made.map((mistake) => {
    const received = subject.message['signature'] ?? '';
    const ofText = mistake.clause === 'E-1' && mistake !== mistakes.mismatch;
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
  return explain(best ?? [mistakes.mismatch], subject, signHmacSm3(signatureText(message), appSecret));
};

const integer = (bytes: Buffer): Buffer => {
  const start = bytes.findIndex((byte) => byte !== 0);
  const digits = start < 0 ? Buffer.of(0) : bytes.subarray(start);
  const positive = (digits[0] ?? 0) < 0x80 ? digits : Buffer.concat([Buffer.of(0), digits]);
  return Buffer.concat([Buffer.of(0x02, positive.length), positive]);
};

const derOf = (raw: Buffer): Buffer => {
  const both = Buffer.concat([integer(raw.subarray(0, 32)), integer(raw.subarray(32))]);
  return Buffer.concat([Buffer.of(0x30, both.length), both]);
};

const sm2Spellings = (signature: string): Spelling[] => {
  const isHex = /^(?:[0-9a-fA-F]{2})+$/.test(signature);
  const bytes = Buffer.from(signature, isHex ? 'hex' : 'base64');
  const der = bytes.length === 64 ? derOf(bytes) : bytes;
  return [{ bytes: der, mistake: bytes.length === 64 ? mistakes.raw : isHex ? mistakes.hex : null }];
};

/** Names what is wrong with an SM2-SM3 signature; nothing when it holds. */
export const findSm2Mistakes = (subject: SignatureSubject, publicKeyPem: string): DiagnosisProblem[] => {
  const signature = subject.message['signature'] ?? '';
  if (verifySm2Sm3(signatureText(subject.message), publicKeyPem, signature)) return [];
  const fits = textsOf(subject, null).flatMap((text) =>
    sm2Spellings(signature)
      .filter(({ bytes }) => verifySm2Sm3(text.text, publicKeyPem, bytes.toString('base64')))
      .map((spelling) => [text.mistake, spelling.mistake].flatMap((one) => one ?? [])),
  );
  const best = fits.sort((a, b) => a.length - b.length)[0];
  return explain(best ?? [mistakes.mismatch], subject, 'an SM2 signature of signatureText, DER in base64');
};
