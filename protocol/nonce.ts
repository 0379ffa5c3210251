// The nonce of an envelope: a word used once, by which the bureau tells a repeated request from a new one.
import type { RandomBytes } from './randomness.ts';

const nonceForm = /^[0-9A-Za-z]{16,64}$/;
const nonceBytes = 16;

/** 32 hexadecimal characters, fresh for every attempt, retries included (E, C-1). */
export const createNonce = (randomBytes: RandomBytes): string => Buffer.from(randomBytes(nonceBytes)).toString('hex');

/** 16 to 64 characters of `[0-9A-Za-z]` (E). */
export const isNonce = (text: string): boolean => nonceForm.test(text);
