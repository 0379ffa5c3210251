// What a text or a file is recognised by: its SM3 digest, in lower-case hexadecimal.
import { createHash } from 'node:crypto';

/** Texts as UTF-8. */
export const digestOf = (content: string | Uint8Array): string => createHash('sm3').update(content).digest('hex');
