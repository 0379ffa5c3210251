// Gives up after the first of the three rungs (C-7).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'climbs-one-rung', rungs: 1 });
