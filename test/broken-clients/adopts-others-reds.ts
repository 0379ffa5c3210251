// Claims as its own what somebody else reversed (C-16).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'adopts-others-reds', adoptsOthersReds: true });
