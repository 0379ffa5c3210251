// Applies again when the buyer has refused or the sheet has run out (R, 4204).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'applies-anew', appliesAnew: true });
