// Sends a refused red or void again, unchanged (R).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-refused-reversals', resendsRefusedReversals: 2 });
