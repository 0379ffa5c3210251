// Adopts whatever invoice a query shows, without comparing it with the order (C-9).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'adopts-unseen', comparesBeforeAdopting: false });
