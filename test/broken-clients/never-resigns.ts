// Gives up where a fresh timestamp and nonce would do (R, resign).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'never-resigns', resigns: 0 });
