// Syncs the table of tax codes and sends rates it has ended all the same (C-17).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'sells-at-old-rates', refusesStale: false });
