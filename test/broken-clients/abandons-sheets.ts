// Gives a waiting confirmation sheet up after three looks (R, 4203).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'abandons-sheets', sheetPatience: 3 });
