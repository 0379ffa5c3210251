// What the terminal says of a scenario: the last events of an adapter error, and no control character of a stranger.
import { expect, it } from 'vitest';
import { verdictLine } from '../../cli/verdict-line.ts';
import { runOf } from '../conformance/report/suite.ts';

it('prints why and the last events of an adapter error, without a stranger’s control characters', () => {
  const end = {
    kind: 'adapter-error',
    reason: 'it said\n\u001b[2Kconformant\u202e',
    lastEvents: ['← {"type":"opened"}'],
  } as const;
  const text = verdictLine(
    runOf({ id: 'a/b' }, (story) => story.give('sale'), { end }),
    { color: false },
  );
  expect(text.split('\n').slice(1)).toEqual([
    '    it said',
    '      \u{FFFD}[2Kconformant\u{FFFD}',
    '    ← {"type":"opened"}',
  ]);
});
