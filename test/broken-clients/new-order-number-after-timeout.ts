// Sends an unknown sale anew under another order number: the unforgivable mistake (C-8).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({
  ...lawful,
  name: 'new-order-number-after-timeout',
  rungs: 0,
  newNumber: (orderNo) => `${orderNo}R`,
});
