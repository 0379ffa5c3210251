// Sends again after the bureau said that a person is needed (C-5).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'resends-after-stop', resendsStopped: 2 });
