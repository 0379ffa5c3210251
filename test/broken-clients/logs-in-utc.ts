// Dates the entries of its audit log in UTC and calls it China standard time (C-13, D-7).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'logs-in-utc', loggedAtOf: (atMs) => atMs - 8 * 3_600_000 });
