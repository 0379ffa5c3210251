// Claims another return code than the last believed one (D-2).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'misreports-return-code',
  returnCodeOf: (code) => (code === null ? null : '1001'),
});
