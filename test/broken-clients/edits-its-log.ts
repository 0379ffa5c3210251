// Shows an audit log in which an entry was changed after it was hashed (C-13).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'edits-its-log',
  shownOf: (entries) => entries.map((entry, at) => (at === 0 ? { ...entry, command: 'another' } : entry)),
});
