// Carries two commands for one order side by side (C-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'two-in-flight', joins: false });
