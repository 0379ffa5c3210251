// The first request of both READMEs, run as it stands against a bureau on free ports: plain openssl and curl.
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);

const firstRequest = (readme: string): string => {
  const block = /<!-- first-request[^>]*-->\n```sh\n([\s\S]*?)```/.exec(readFileSync(join(root, readme), 'utf8'));
  return block?.[1] ?? 'echo no first-request block; exit 1';
};

describe('the first request of the README', () => {
  const folder = mkdtempSync(join(tmpdir(), 'liandiao-readme-'));
  const bureau = spawn(
    process.execPath,
    ['cli/start.js', 'bureau', '--in-memory', '--port', '0', '--no-http', '--control-port', '0'],
    {
      cwd: root,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  let addresses = { https: '', control: '' };

  beforeAll(async () => {
    const [line] = (await once(createInterface(bureau.stdout), 'line')) as [string];
    addresses = JSON.parse(line) as typeof addresses;
  });
  afterAll(async () => {
    bureau.kill('SIGTERM');
    await once(bureau, 'exit');
    rmSync(folder, { recursive: true, force: true });
  });

  it.each(['README.md', 'README.zh-CN.md'])('issues an invoice as %s shows it', async (readme) => {
    const port = new URL(addresses.https).port;
    const { stdout } = await run('bash', ['-c', firstRequest(readme)], {
      cwd: folder,
      env: { ...process.env, BASE: `https://localhost:${port}/test/v1`, CONTROL: addresses.control },
    });
    const [answer = '', invoice = ''] = stdout.trim().split('\n');
    expect(JSON.parse(answer)).toMatchObject({ returnCode: '0000', interface: 'invoice.issue' });
    expect(JSON.parse(invoice)).toMatchObject({ status: 'issued', total: '106.00', buyerName: '示例买方有限公司' });
  });

  it('shows the same commands in both languages', () => {
    expect(firstRequest('README.zh-CN.md')).toBe(firstRequest('README.md'));
  });
});
