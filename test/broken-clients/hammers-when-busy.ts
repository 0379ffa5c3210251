// Waits one second after every busy answer (C-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'hammers-when-busy',
  waitOf: (lawfulMs, reason) => (reason === 'backoff' ? 1000 : lawfulMs),
});
