// Somebody at the control port of a real bureau, whose every call a witness sees.
import { callOver, messageOf } from './caller.ts';
import type { Witness } from './witness.ts';

export type Answered = { readonly status: number; readonly text: string; readonly value: Record<string, unknown> };
export type ControlCall = (
  key: `${string} ${string}`,
  body?: unknown,
  headers?: Readonly<Record<string, string>>,
) => Promise<Answered>;

const read = (text: string): Record<string, unknown> => {
  try {
    return JSON.parse(text) as Record<string, unknown>;
  } catch {
    return {};
  }
};

/** `key` is method and path; a body that is a text goes as it is. */
export const createControlCaller =
  (witness: Witness, control: { readonly url: string; readonly token: string }): ControlCall =>
  async (key, body, headers = { authorization: `Bearer ${control.token}` }) => {
    const [method = '', path = ''] = key.split(' ');
    const text = typeof body === 'string' ? body : JSON.stringify(body);
    const call = { method, path, headers, ...(text === undefined ? {} : { body: text }) };
    const called = await callOver(control.url, call);
    witness.see(messageOf(call, called));
    const answer = called.body.toString();
    return { status: called.status, text: answer, value: read(answer) };
  };
