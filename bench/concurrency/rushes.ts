// The rushes that are run: plainly, asynchronously, with answers that get lost, from two shops, in two environments.
import type { Rush } from './rush.ts';

export type RushName = 'plain' | 'asynchronous' | 'lost-answers' | 'two-shops' | 'two-environments';

type Manner = Pick<Rush, 'issue' | 'lostShare' | 'applications'>;

const plain: Manner = { issue: 'synchronous', lostShare: 0, applications: ['test'] };

export const rushes: Readonly<Record<RushName, Manner>> = {
  plain,
  asynchronous: { ...plain, issue: 'asynchronous' },
  'lost-answers': { ...plain, lostShare: 0.05 },
  'two-shops': { ...plain, applications: ['test', 'test'] },
  'two-environments': { ...plain, applications: ['test', 'production'] },
};
