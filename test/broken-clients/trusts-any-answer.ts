// Believes answers that are unsigned, badly signed or meant for another request (C-2).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'trusts-any-answer', believes: () => true });
