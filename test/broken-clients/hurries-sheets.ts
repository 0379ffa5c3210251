// Asks for a confirmation sheet every ten seconds (R, 4203).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'hurries-sheets',
  waitOf: (lawfulMs, reason) => (reason === 'poll' && lawfulMs === 600_000 ? 10_000 : lawfulMs),
});
