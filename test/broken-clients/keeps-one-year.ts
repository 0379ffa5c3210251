// Keeps its audit log for one year (C-13).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'keeps-one-year', retentionYears: 1 });
