// Judge and reference client read hostile answers as they read friendly ones: the same dialogues, the same verdicts.
import { expect, it } from 'vitest';
import { certifyBesideHostility } from './hostile-bureau.ts';

it('passes the reference client beside a bureau whose answers look hostile, in both formats, by secret and certificate', async () => {
  const { passed, others, strangers } = await certifyBesideHostility(
    'node client/driver/main.ts',
    '{xml,sm2,sync,callback}/*',
  );
  expect(others).toEqual([]);
  expect(strangers).toBeGreaterThan(0);
  expect(passed).toBeGreaterThan(12);
});
