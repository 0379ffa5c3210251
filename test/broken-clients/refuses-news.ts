// Takes no push: it answers each with an error (B-4).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'refuses-news',
  answersPush: () => '9999',
});
