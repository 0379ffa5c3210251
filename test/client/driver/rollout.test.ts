// The command rollout as a kit gives it: a share, a kill, what is no share, and a plan, which is not known yet (D-1).
import { expect, it } from 'vitest';
import { createKit, hello, type Message, openMessage, startedAt } from './kit.ts';

const steer = async (members: Message): Promise<Message | undefined> => {
  const kit = createKit();
  kit.say(hello, openMessage('s1'), {
    type: 'command',
    id: 'r1',
    session: 's1',
    command: 'rollout',
    now: startedAt,
    ...members,
  });
  const [, , result] = await kit.heard(3);
  kit.end();
  await kit.exit;
  return result;
};

it('tells the share and what led to it', async () => {
  expect(await steer({ share: '0.3000', salt: 'a' })).toEqual({
    ...{
      type: 'result',
      id: 'r1',
      outcome: 'done',
      returnCode: null,
      invoice: null,
      attempts: 0,
      message: 'share 0.3',
    },
    share: '0.3',
    decisions: [{ at: startedAt, from: null, to: '0.3', reason: 'commanded', figures: null }],
  });
});

it('is killed to share 0', async () => {
  expect(await steer({ kill: true })).toMatchObject({ outcome: 'done', share: '0' });
});

it.each([
  ['/share', { share: 0.1, salt: 'a' }],
  ['/share', { share: '10%', salt: 'a' }],
  ['/salt', { share: '0.1' }],
  ['/salt', { kill: false }],
])('refuses a wrong %s', async (field, members) => {
  expect(await steer(members)).toMatchObject({ outcome: 'invalid', errors: [{ field, rule: 'G-6' }] });
});

it('does not know plans', async () => {
  expect(await steer({ plan: { steps: ['0.1'] } })).toMatchObject({
    outcome: 'unsupported',
    message: expect.stringContaining('rollout with a plan'),
  });
});
