// Takes news that come again for the next ones, and answers from them (C-12).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'counts-repeated-news',
  recalls: true,
  keepsNews: (known, heard, again) =>
    again ? { ...heard, status: 'delivered' } : lawful.keepsNews(known, heard, again),
});
