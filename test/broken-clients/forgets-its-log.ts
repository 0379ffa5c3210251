// Begins its audit log anew with every process (C-13, C-15).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'forgets-its-log', keepsLog: false });
