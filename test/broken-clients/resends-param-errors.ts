// Sends a refused payload again, unchanged (C-4).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-param-errors', resendsRefused: 2 });
