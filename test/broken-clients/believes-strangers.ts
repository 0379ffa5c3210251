// Believes news whoever signed them, and answers from them (C-12).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'believes-strangers',
  believesPush: () => true,
  recalls: true,
  keepsNews: (known, heard) => (known !== null && (known.atMs > heard.atMs || known.status === 'void') ? known : heard),
});
