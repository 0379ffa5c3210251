// Retries with the timestamp of the first attempt (C-1).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'keeps-first-timestamp', timestampOf: (_nowMs, firstMs) => firstMs });
