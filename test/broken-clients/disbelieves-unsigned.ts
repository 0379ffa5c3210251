// Takes an unsigned 1002 or 2006 for an unknown outcome and goes on (C-2, C-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'disbelieves-unsigned', believesUnsigned: false });
