// Reverses and voids without looking at the original first (C-16).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reverses-blindly', looksFirst: false });
