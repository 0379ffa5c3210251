// What comes out of a client's standard output: messages, or one sentence why it is none.
import { expect, it } from 'vitest';
import { createLineReader, longestLine, mostBytes } from '../../../conformance/driver/lines.ts';

const reasonOf = (chunk: string): string =>
  createLineReader()(chunk)
    .flatMap((heard) => (heard.ok ? [] : [heard.reason]))
    .join();

it('puts a message together from chunks cut anywhere', () => {
  const read = createLineReader();
  const heard = ['{"type":', '"hello"}\r\n{"ty', 'pe":"idle"}', '\n'].flatMap(read);
  expect(heard).toEqual([
    { ok: true, message: { type: 'hello' } },
    { ok: true, message: { type: 'idle' } },
  ]);
});

it('passes over empty lines', () => {
  expect(createLineReader()('\n  \n\r\n')).toEqual([]);
});

it.each([
  ['Listening on port 80', 'is not JSON: Listening on port 80'],
  ['{"type":"idle"', 'is not JSON'],
  ['{"type":"idle"}{"type":"idle"}', 'is not JSON'],
  ['"hello"', 'is no message'],
  ['null', 'is no message'],
  ['[{"type":"idle"}]', 'is no message'],
  ['{"type":1}', 'is no message'],
  ['{}', 'is no message'],
])('refuses the line %s', (line, reason) => {
  expect(reasonOf(`${line}\n`)).toContain(reason);
});

it('quotes no more than the beginning of what it refuses', () => {
  expect(reasonOf(`${'x'.repeat(5000)}\n`).length).toBeLessThan(200);
});

it('still gives the messages before a line that never ends', () => {
  const heard = createLineReader()(`{"type":"idle"}\n${'x'.repeat(longestLine + 1)}`);
  expect(heard.map(({ ok }) => ok)).toEqual([true, false]);
});

it('counts a line over all chunks it came in', () => {
  const read = createLineReader();
  const heard = Array.from({ length: 5 }, () => 'x'.repeat(longestLine / 4)).map(read);
  expect(heard.map(({ length }) => length)).toEqual([0, 0, 0, 0, 1]);
});

it('refuses a flood of lawful lines', () => {
  const read = createLineReader();
  const line = `{"type":"idle","padding":"${'x'.repeat(longestLine / 2)}"}\n`;
  const [last] = Array.from({ length: Math.ceil(mostBytes / line.length) }, () => read(line).at(-1)).slice(-1);
  expect(last).toEqual({ ok: false, reason: `more than ${mostBytes} bytes on standard output` });
});
