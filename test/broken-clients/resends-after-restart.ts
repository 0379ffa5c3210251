// Begins a restart by sending, not by asking (D-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-after-restart', asksAfterRestart: false });
