// A process that issues into a file until it is killed, and says a number only after it is kept: for the test of B-2.
import { openBooks, order } from './books.ts';

const path = process.argv[2];
if (path === undefined) throw new Error('usage: killed-bureau.ts FILE');
const books = openBooks({ path });
for (let at = 1; ; at += 1) {
  const asynchronous = at % 3 === 0;
  const settings = { ...books.context().settings, issue: asynchronous ? 'asynchronous' : 'synchronous' } as const;
  const { returnCode, invoiceNo } = books.issue({ ...order, orderNo: `SO-${at}` }, { settings });
  await books.ledger.committed();
  process.stdout.write(`${JSON.stringify({ orderNo: `SO-${at}`, returnCode, invoiceNo })}\n`);
}
