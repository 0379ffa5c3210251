// Leaves the lines of a reversal out, and so reverses all that is left (D-1, B-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'reverses-everything', redOf: ({ lines: _lines, ...rest }) => rest });
