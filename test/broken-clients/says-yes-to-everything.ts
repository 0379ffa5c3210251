// Confirms every confirmation sheet, whatever it was told to say (D-1, B-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'says-yes-to-everything', decisionOf: () => 'Y' });
