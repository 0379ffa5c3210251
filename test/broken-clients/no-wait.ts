// Climbs the ladder without waiting (C-7).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'no-wait', waitOf: (lawfulMs, reason) => (reason === 'retry' ? 0 : lawfulMs) });
