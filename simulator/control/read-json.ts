// Reads the JSON body of a control request, bounded, and says where it is malformed without quoting it (it may hold keys).
import type { HttpBindings } from '@hono/node-server';
import type { Context } from 'hono';
import type { Controlled } from './controlled.ts';

export const largestControlBodyBytes = 1024 * 1024;

export class BodyTooLarge extends Error {
  constructor() {
    super(`the body is larger than ${largestControlBodyBytes} bytes`);
    this.name = 'BodyTooLarge';
  }
}

/** The caller broke off in the middle of its body: nobody is there to be told, and it is no failure of ours. */
export class BodyCutShort extends Error {
  constructor(cause: unknown) {
    super('the body broke off', { cause });
    this.name = 'BodyCutShort';
  }
}

/** From the socket itself where there is one: the way through a `Request` of the web costs more than what is asked. */
const bodyOf = (context: Context<{ readonly Bindings: Partial<HttpBindings> }>): AsyncIterable<Uint8Array> | never[] =>
  context.env?.incoming ?? context.req.raw.body ?? [];

const readBytes = async (context: Context): Promise<Buffer> => {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const chunk of bodyOf(context)) {
      bytes += chunk.length;
      if (bytes > largestControlBodyBytes) throw new BodyTooLarge();
      chunks.push(chunk);
    }
  } catch (error) {
    throw error instanceof BodyTooLarge ? error : new BodyCutShort(error);
  }
  return Buffer.concat(chunks);
};

const readText = async (context: Context): Promise<string> => {
  const bytes = await readBytes(context);
  return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
};

const placeOf = (error: unknown): string =>
  /\(line \d+ column \d+\)/.exec(error instanceof Error ? error.message : '')?.[0] ?? '(at its end)';

const refused = (detail: string): Controlled<unknown> => ({
  ok: false,
  problems: [{ pointer: '', detail, remedy: 'Send one JSON document in UTF-8.' }],
});

/** Throws `BodyTooLarge` past 1 MiB, `BodyCutShort` when the caller broke off. */
export const readJson = async (context: Context): Promise<Controlled<unknown>> => {
  let text: string;
  try {
    text = await readText(context);
  } catch (error) {
    if (error instanceof TypeError) return refused('the body is not UTF-8');
    throw error;
  }
  if (text.trim() === '') return refused('the body is empty');
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch (error) {
    return refused(`the body is not well-formed JSON ${placeOf(error)}`);
  }
};
