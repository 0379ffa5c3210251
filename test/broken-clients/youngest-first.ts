// Takes the orders that wait for their turn from the wrong end: the oldest wait longest (C-19).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'youngest-first', takesOldestFirst: false });
