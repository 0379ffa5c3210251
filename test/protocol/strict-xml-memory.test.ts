// What is kept of a message keeps no more of it than itself: pieces of a text must not hold on to the whole.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { expect, it } from 'vitest';
import { readRequest, writeMessage } from '../../protocol/envelope.ts';
import { bytesOf, envelopeVectors } from './vectors.ts';

setFlagsFromString('--expose-gc');
const collect: unknown = runInNewContext('gc');
const heapBytes = (): number => {
  if (typeof collect === 'function') collect();
  return process.memoryUsage().heapUsed;
};

const request: Readonly<Record<string, string>> = envelopeVectors.requests[1]?.request ?? {};
const count = 500;
const length = 100_000;

it.each(['json', 'xml'] as const)('a nonce that is remembered lets go of its message in %s', (format) => {
  const message = { ...request, data: 'A'.repeat(length) };
  const remembered: string[] = [];
  const before = heapBytes();
  for (let at = 0; at < count; at += 1) {
    const reading = readRequest(
      bytesOf(writeMessage({ ...message, nonce: `${at}`.padStart(32, '0') }, 'request', format)),
    );
    remembered.push((reading.ok && reading.message['nonce']) || '');
  }
  const grown = heapBytes() - before;
  expect(new Set(remembered).size).toBe(count);
  expect(grown).toBeLessThan((count * length) / 10);
});
