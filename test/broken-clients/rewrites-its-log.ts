// Changes an old entry each time and hashes the whole log anew, so that every log shown is sound in itself (C-13, D-7).
import { rebind } from './small-client/audit-log.ts';
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'rewrites-its-log',
  shownOf: (entries) => rebind(entries.map((entry) => ({ ...entry, command: `of ${entries.length}` }))),
});
