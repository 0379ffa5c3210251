// What a text is recognised by: its SM3 digest, in lower-case hexadecimal.
import { createHash } from 'node:crypto';

export const digestOf = (text: string): string => createHash('sm3').update(text, 'utf8').digest('hex');
