// Leaves it to the bureau to find lawless payloads (C-3).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'sends-unchecked', checksBeforeSending: false });
