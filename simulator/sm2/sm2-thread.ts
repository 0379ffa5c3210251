// The thread that signs and verifies SM2 for the bureau, so that its event loop goes on meanwhile (E-3).
import { parentPort } from 'node:worker_threads';
import { signSm2Sm3, verifySm2Sm3 } from '../../protocol/sm2.ts';

/** `signature` null: sign with the private key; otherwise verify it with the public key. */
export type Sm2Task = {
  readonly id: number;
  readonly text: string;
  readonly keyPem: string;
  readonly signature: string | null;
};
export type Sm2Result =
  | { readonly id: number; readonly value: string | boolean }
  | { readonly id: number; readonly error: string };

const perform = ({ id, text, keyPem, signature }: Sm2Task): Sm2Result => {
  try {
    return { id, value: signature === null ? signSm2Sm3(text, keyPem) : verifySm2Sm3(text, keyPem, signature) };
  } catch (error) {
    return { id, error: error instanceof Error ? error.message : String(error) };
  }
};

parentPort?.on('message', (task: Sm2Task) => parentPort?.postMessage(perform(task)));
