// Polls an accepted order four times as often as it may (C-10).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'polls-hastily',
  waitOf: (lawfulMs, reason) => (reason === 'poll' ? lawfulMs / 4 : lawfulMs),
});
