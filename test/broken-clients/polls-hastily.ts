// Polls an accepted order every half second (C-10).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'polls-hastily',
  waitOf: (lawfulMs, reason) => (reason === 'poll' ? 500 : lawfulMs),
});
