// Logs an order without its buyer (C-13).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'logs-other-parameters',
  loggedOf: (payload) => ({ ...(payload as Readonly<Record<string, unknown>>), buyer: null }),
});
