// Resends after an unknown outcome without a query first (C-8).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-without-asking', asksFirst: false });
