// Every mistake that the help desk can name, in the order of a message's way through the gates.
import { base64Mistakes } from './base64-mistakes.ts';
import { cipherMistakes } from './cipher-mistakes.ts';
import { messageMistakes } from './diagnose.ts';
import { envelopeMistakes } from './envelope-mistakes.ts';
import { exchangeMistakes } from './explain-exchange.ts';
import { ivMistakes } from './iv-mistakes.ts';
import { payloadMistakes } from './payload-mistakes.ts';
import type { Mistake } from './problem.ts';
import { registerMistakes } from './register-mistakes.ts';
import { secretMistakes } from './secret-mistakes.ts';
import { signatureKeyMistakes } from './signature-key-mistakes.ts';
import { mismatch, signatureSpellingMistakes } from './signature-mistakes.ts';
import { signatureTextMistakes } from './signature-text-mistakes.ts';
import { sm2Mistakes } from './sm2-mistakes.ts';
import { timestampMistakes } from './timestamp-mistakes.ts';
import { xmlMistakes } from './xml-mistakes.ts';

const all: readonly Mistake[] = [
  ...Object.values(envelopeMistakes),
  ...xmlMistakes,
  ...Object.values(registerMistakes),
  ...Object.values(messageMistakes),
  ...timestampMistakes,
  ...Object.values(signatureTextMistakes),
  ...Object.values(signatureKeyMistakes),
  ...Object.values(signatureSpellingMistakes),
  ...Object.values(sm2Mistakes),
  mismatch,
  ...Object.values(exchangeMistakes),
  ...Object.values(secretMistakes),
  ...base64Mistakes,
  ...Object.values(cipherMistakes),
  ...Object.values(ivMistakes),
  ...Object.values(payloadMistakes),
];

/** Each name once: GBK is one mistake, of the message and of the payload. */
export const mistakeCatalogue: readonly Mistake[] = [
  ...new Map(all.map((mistake) => [mistake.name, mistake])).values(),
];
