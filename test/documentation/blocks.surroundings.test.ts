// The examples in the documents that need curl, OpenSSL or Python, each run as it stands against a bureau on free ports.
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, orderOf, type Ready, requestOf, steer } from '../cli/demonstration.ts';
import { startProcess } from '../cli/run-process.ts';
import { type RunIn, textsOf } from './known-blocks.ts';
import { openWorkplace } from './workplace.ts';

const workplace = openWorkplace();
const bureau = startProcess(['bureau', '--in-memory', '--port', '0', '--http-port', '0', '--control-port', '0'], {
  cwd: workplace.folder,
});
let ready: Ready & { readonly https: string };

beforeAll(async () => {
  const [line] = (await once(createInterface(bureau.child.stdout), 'line')) as [string];
  ready = JSON.parse(line) as typeof ready;
});
afterAll(async () => {
  bureau.child.kill('SIGTERM');
  await bureau.ended;
  workplace.remove();
});

const runners: Readonly<Record<RunIn<'surroundings'>, (text: string) => Promise<void>>> = {
  'first request': async (text) => {
    const { stdout } = await workplace.run(text, { BASE: ready.https, CONTROL: ready.control });
    const [answer = '', invoice = ''] = stdout.trim().split('\n');
    expect(JSON.parse(answer)).toMatchObject({ returnCode: '0000', interface: 'invoice.issue' });
    expect(JSON.parse(invoice)).toMatchObject({ status: 'issued', total: '106.00', buyerName: '示例买方有限公司' });
  },

  'lose an answer': async (text) => {
    const { stdout } = await workplace.run(text, { CONTROL: ready.control, TOKEN: ready.controlToken });
    expect(JSON.parse(stdout)).toMatchObject([{ id: 'lost-answer', hits: 0 }]);
    await expect(ask(ready, 'invoice.issue', requestOf('invoice.issue', orderOf('SO-lost')))).rejects.toThrow();
    const { body } = await steer(ready, 'GET', '/ledger');
    expect(body['invoices']).toContainEqual(expect.objectContaining({ orderNo: 'SO-lost', status: 'issued' }));
  },

  'certify the Python client': async (text) => {
    const { code, stdout } = await workplace.run(text);
    expect([code, stdout]).toEqual([0, expect.stringMatching(/^[1-9]\d* passed, 0 failed$/m)]);
  },
};

describe('the example', () => {
  it.each(Object.keys(runners) as RunIn<'surroundings'>[])('does what it shows: %s', async (name) => {
    for (const text of textsOf(name)) await runners[name](text);
  });
});
