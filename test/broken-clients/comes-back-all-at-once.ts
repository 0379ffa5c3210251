// Sends whatever is due, however much it is, when the bureau has just come back (C-19).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'comes-back-all-at-once', mostInFlight: Number.POSITIVE_INFINITY });
