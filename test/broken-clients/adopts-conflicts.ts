// Takes whatever invoice the number holds as its own (C-9).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'adopts-conflicts', adoptsConflicts: true });
