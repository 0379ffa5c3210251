// Has no eye on what is not delivered in time (C-14).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'never-reports-late',
  callsLate: () => false,
});
