// Syncs the first page of the table alone and calls it done (C-17).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reads-one-page', turnsPages: false });
