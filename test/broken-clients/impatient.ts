// Gives a busy order to a person after two waits (C-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'impatient', patience: 2 });
