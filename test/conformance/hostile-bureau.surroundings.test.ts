// A client in another language survives hostile answers: the Python example in all that it claims.
import { expect, it } from 'vitest';
import { findPython } from '../../bench/python.ts';
import { certifyBesideHostility } from './hostile-bureau.ts';

it('passes the Python client beside a bureau whose answers look hostile', async () => {
  const python = findPython() ?? 'no python3 that can import cryptography (Debian: python3-cryptography)';
  const { passed, others, strangers } = await certifyBesideHostility(`${python} examples/python/main.py`, '**');
  expect(others).toEqual([]);
  expect(strangers).toBeGreaterThan(0);
  expect(passed).toBeGreaterThan(60);
});
