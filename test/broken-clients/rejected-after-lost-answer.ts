// Calls an order rejected after the first lost answer, without a retry (C-8).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'rejected-after-lost-answer', rungs: 0, callsUnknown: 'rejected' });
