// Leaves retries out of its audit log (C-13).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'logs-first-tries-only', logsRetries: false });
