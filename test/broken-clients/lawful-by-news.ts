// A lawful client that answers queries from genuine news where they have told, without asking the bureau: it must pass.
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'lawful-by-news',
  recalls: true,
});
