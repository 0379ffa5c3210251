// A file of SM2 public keys: those whose certificates of conformance a bureau or `verify` trusts (B-8, V-3).
import { readFileSync } from 'node:fs';
import { verifySm2Sm3 } from '../protocol/sm2.ts';
import { Refusal } from './refusal.ts';

const block = /-----BEGIN [A-Z ]+-----[\s\S]*?-----END [A-Z ]+-----/g;

/** The keys, each as PEM. Throws `Refusal` when there is none, or one that is no SM2 public key. */
export const readIssuers = (file: string, flag = '--certificate-issuers'): string[] => {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    throw new Refusal(`${flag} ${file}: it cannot be read (${code})`, 'Name a file of PEM keys.');
  }
  const keys = text.match(block) ?? [];
  if (keys.length === 0)
    throw new Refusal(`${flag} ${file}: there is no PEM in it`, 'Give public keys or certificates as PEM.');
  for (const [at, pem] of keys.entries()) {
    try {
      verifySm2Sm3('', pem, '');
    } catch {
      throw new Refusal(
        `${flag} ${file}: key ${at + 1} is no SM2 public key (E-3)`,
        'Give public keys or certificates on the curve SM2.',
      );
    }
  }
  return keys;
};
