// A bureau that is killed under load loses nothing it has acknowledged (B-2): a short run of `npm run crash`.
import { spawnSync } from 'node:child_process';
import { expect, it } from 'vitest';

it.each(['process', 'full'])('keeps what it acknowledged over five kills, durability %s', (durability) => {
  const { stdout, stderr, status } = spawnSync(process.execPath, ['bench/crash/main.ts', '5', '1', durability], {
    encoding: 'utf8',
  });
  expect({ stderr, status, wrong: stdout.match(/WRONG.*/g) }).toEqual({ stderr: '', status: 0, wrong: null });
  expect(Number(/(\d+) acknowledged/.exec(stdout)?.[1])).toBeGreaterThan(0);
});
