// Keeps whatever news came last, though newer ones came before, and answers from them (C-12).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'believes-the-latest-news',
  recalls: true,
  keepsNews: (_known, heard) => heard,
});
