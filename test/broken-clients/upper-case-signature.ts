// Writes the signature in upper-case hex (E-2).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'upper-case-signature', signatureOf: (signature) => signature.toUpperCase() });
