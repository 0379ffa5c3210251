// A lawful client of another make than the reference one: it breaks nothing and must pass.
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ name: 'small-lawful', recalls: false });
