// Where a client takes callbacks: its word in `opened`, and what is no address of this machine.
import { expect, it } from 'vitest';
import type { Message } from '../../../conformance/driver/lines.ts';
import { requireCallbackUrl } from '../../../conformance/session/callback-url.ts';
import { openTable } from './small-table.ts';

const opened = (facts: Readonly<Record<string, unknown>>) => {
  const { conversation, hear } = openTable({ sleeps: {} });
  hear({ type: 'opened', session: 't', ...facts } as Message);
  return conversation;
};

it.each(['http://127.0.0.1:8080/news', 'https://localhost/', 'http://[::1]:9/a?b=c'])('takes %s', (callbackUrl) => {
  expect(requireCallbackUrl(opened({ callbackUrl }))).toBe(callbackUrl);
});

it.each([
  [undefined, 'the class callback is claimed, but `opened` came without callbackUrl'],
  [7, 'the class callback is claimed, but `opened` came without callbackUrl'],
  ['http://example.com/', 'is no http or https URL of this machine'],
  ['http://127.0.0.1.example.com/', 'is no http or https URL of this machine'],
  ['http://me@127.0.0.1/', 'is no http or https URL of this machine'],
  ['file:///tmp/news', 'is no http or https URL of this machine'],
  ['news', 'is no http or https URL of this machine'],
])('blames the adapter for %j', (callbackUrl, reason) => {
  expect(() => requireCallbackUrl(opened({ callbackUrl }))).toThrow(reason);
});

it('takes the address of the latest opening', () => {
  const { conversation, hear } = openTable({ sleeps: {} });
  for (const port of [1, 2]) hear({ type: 'opened', session: 't', callbackUrl: `http://127.0.0.1:${port}/` });
  expect(requireCallbackUrl(conversation)).toBe('http://127.0.0.1:2/');
});
