// Calls the table of tax codes synced without having asked for it (C-17).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'claims-to-have-synced', syncs: false });
