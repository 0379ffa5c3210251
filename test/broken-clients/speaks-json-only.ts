// Sends JSON though the session was opened for XML (T-3).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'speaks-json-only', formatOf: () => 'json' });
