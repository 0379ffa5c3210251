// Sends a reversal again after an unknown outcome, without asking (C-16).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-reversals', settlesReversals: false });
