// Sends every request with the nonce of its first one (C-1, E-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reuses-nonce', nonceOf: (_fresh, first) => first });
