// Claims a single attempt however many it took (D-2).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'hides-attempts', attemptsOf: () => 1 });
