// Forgets the orders in flight when it is killed (C-15).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'forgets-on-restart', remembers: false });
