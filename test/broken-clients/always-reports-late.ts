// Calls every invoice late, so that nobody looks any more (C-14).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'always-reports-late',
  callsLate: () => true,
});
