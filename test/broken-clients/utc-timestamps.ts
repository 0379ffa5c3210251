// Writes UTC where China standard time is due (E-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'utc-timestamps', timestampOf: (nowMs) => nowMs - 8 * 3_600_000 });
