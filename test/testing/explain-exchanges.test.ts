// What a person reads whose test failed: the last exchanges, how each ended, and what the road or a client made of it.
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import type { Arrival, Reception } from '../../simulator/doors/visit.ts';
import { createBureauInMemory, openTestTenant } from '../../testing/msw.ts';

const bureau = await createBureauInMemory();
const tenant = await openTestTenant(bureau, { id: 'told', clock: { frozen: '2026-11-23T10:00:00.000+08:00' } });
beforeEach(() => tenant.inside.reset());
afterAll(() => bureau.close());

const arrive = (path: string, changes: Partial<Arrival> = {}): Promise<Reception | null> =>
  bureau.receive({
    method: 'POST',
    path: `/t/told/test/v1/${path}`,
    contentType: 'application/json',
    body: Buffer.from('{"appId":"LD-told"}'),
    tooLarge: false,
    connection: 1,
    secure: true,
    left: new AbortController().signal,
    ...changes,
  });
const visit = async (path: string, changes?: Partial<Arrival>) => (await arrive(path, changes))?.finished(true);

describe('the explanation', () => {
  it('shows the last twenty exchanges and counts the earlier ones', async () => {
    for (let no = 1; no <= 22; no += 1) await visit('quota.query');
    const numbers = [...tenant.explain().matchAll(/^#(\d+) /gm)].map(([, number]) => Number(number));
    expect(tenant.explain()).toMatch(/^What the bureau saw of tenant told 税局所见 \(22\):\n… 2 earlier\n#/);
    expect(numbers).toEqual(
      tenant
        .journal()
        .slice(-20)
        .map(({ seq }) => seq),
    );
  });

  it.each([
    [
      'an unknown path',
      () => visit('nowhere'),
      /^#\d+ 10:00:00\.000 POST \/t\/told\/test\/v1\/nowhere → HTTP 404 \(answered\)/m,
    ],
    [
      'too much',
      () => visit('quota.query', { tooLarge: true }),
      /→ HTTP 413 \(answered\)\n +refused by gate 拒绝关口 size \[T-4\]/,
    ],
    ['who is gone', async () => (await arrive('quota.query'))?.finished(false), /\(the client had gone 客户端已离开\)/],
    ['what is under way', () => arrive('quota.query'), /quota\.query → 1002 \(under way 进行中\)/],
  ])('names %s', async (_what, come, words) => {
    await come();
    expect(tenant.explain()).toMatch(words);
  });
});
