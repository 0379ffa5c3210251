// Was given a certificate for the TLS handshake and does not show it (T-6).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'hides-its-certificate', showsCertificate: false });
