// Reverses without looking for a confirmation sheet already open (C-16).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'skips-sheets', looksForSheets: false });
