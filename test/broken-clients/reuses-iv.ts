// Encrypts every request with the same IV (C-1, E-4).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reuses-iv', ivOf: () => new Uint8Array(16) });
