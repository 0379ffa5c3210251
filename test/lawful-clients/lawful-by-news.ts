// A lawful client that answers queries from genuine news where they have told, without asking the bureau: it must pass.
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ name: 'lawful-by-news', recalls: true });
