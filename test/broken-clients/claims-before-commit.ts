// Calls an order issued when the bureau has only accepted it (C-10).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'claims-before-commit', pollsAccepted: false });
