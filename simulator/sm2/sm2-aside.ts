// Signs and verifies SM2 beside the event loop: asks a thread of its own and goes on (E-3).
// The thread pool of node:crypto cannot: its one-shot functions put a Z of their own, without the user id, before the text.
import { Worker } from 'node:worker_threads';
import type { Sm2Result, Sm2Task } from './sm2-thread.ts';

type Asked = { readonly resolve: (value: string | boolean) => void; readonly reject: (error: Error) => void };
type Thread = { readonly worker: Worker; readonly asked: Map<number, Asked> };

/** `.ts` as it stands in the sources, `.js` as it was built. */
const threadFile = new URL(`./sm2-thread${/\.\w+$/.exec(import.meta.url)?.[0] ?? '.ts'}`, import.meta.url);

let thread: Thread | null = null;
let count = 0;

/** Started by the first SM2 request; keeps no process alive while nobody waits. One that ends is replaced by the next request. */
const startThread = (): Thread => {
  const worker = new Worker(threadFile);
  const asked = new Map<number, Asked>();
  const settle = (id: number): Asked | undefined => {
    const one = asked.get(id);
    asked.delete(id);
    if (asked.size === 0) worker.unref();
    return one;
  };
  worker.on('message', (result: Sm2Result) => {
    const one = settle(result.id);
    if ('error' in result) one?.reject(new TypeError(result.error));
    else one?.resolve(result.value);
  });
  const fail = (error: Error): void => {
    thread = null;
    for (const id of [...asked.keys()]) settle(id)?.reject(error);
  };
  worker.on('error', (error: unknown) => fail(error instanceof Error ? error : new Error(String(error))));
  worker.on('exit', (code) => fail(new Error(`the SM2 thread ended with ${code}`)));
  worker.unref();
  return { worker, asked };
};

const ask = (task: Omit<Sm2Task, 'id'>): Promise<string | boolean> => {
  thread ??= startThread();
  const { worker, asked } = thread;
  count += 1;
  const id = count;
  return new Promise((resolve, reject) => {
    asked.set(id, { resolve, reject });
    worker.ref();
    worker.postMessage({ ...task, id });
  });
};

/** As `signSm2Sm3`; rejects with TypeError for a key that is not SM2. */
export const signSm2Aside = async (text: string, privateKeyPem: string): Promise<string> =>
  String(await ask({ text, keyPem: privateKeyPem, signature: null }));

/** As `verifySm2Sm3`; rejects with TypeError for a key that is not SM2. */
export const verifySm2Aside = async (text: string, publicKeyPem: string, signature: string): Promise<boolean> =>
  (await ask({ text, keyPem: publicKeyPem, signature })) === true;
