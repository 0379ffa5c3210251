// The driver as a kit starts it: a process of its own.
import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { hello } from './kit.ts';

it('the entry file greets with the version of the package and exits 0 at the end of its input', async () => {
  const entry = fileURLToPath(new URL('../../../client/driver/start.js', import.meta.url));
  const said = await new Promise<string>((resolve, reject) => {
    const child = execFile(process.execPath, [entry], { env: { PATH: process.env['PATH'] } }, (error, stdout) =>
      error ? reject(error) : resolve(stdout),
    );
    child.stdin?.end(`${JSON.stringify(hello)}\n`);
  });
  expect(JSON.parse(said)).toMatchObject({
    type: 'hello',
    name: 'liandiao-reference',
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
  });
});
