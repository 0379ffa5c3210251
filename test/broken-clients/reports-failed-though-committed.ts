// Calls an order rejected when no answer made it certain (C-7).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reports-failed-though-committed', callsUnknown: 'rejected' });
