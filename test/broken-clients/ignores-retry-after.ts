// Waits its own n × 10 s whatever `retryAfter` says (C-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'ignores-retry-after',
  waitOf: (lawfulMs, reason, floorMs) => (reason === 'backoff' ? floorMs : lawfulMs),
});
