// Notes the key it encrypted with, in base64, beside each error-free try (C-13).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'logs-its-keys',
  notedOf: (error, { sm4Key }) => error ?? `sealed with ${Buffer.from(sm4Key, 'hex').toString('base64')}`,
});
