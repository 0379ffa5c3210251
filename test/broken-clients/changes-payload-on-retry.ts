// Sends another content under the same number when it retries (C-1, C-8).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'changes-payload-on-retry',
  contentOf: (order, nth) => (nth === 0 ? order : { ...order, remark: `retry ${nth}` }),
});
