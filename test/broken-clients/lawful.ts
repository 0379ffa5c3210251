// A lawful client of another make than the reference one: it breaks nothing and must pass.
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient(lawful);
