// The deed of voiding a paper invoice: its status tells whether it was done (B-6, C-16).
import { readInvoiceByNo } from '../invoice.ts';
import type { Deed, Payload } from './deed.ts';

export const voidDeed = (request: Payload, invoiceNo: string): Deed => ({
  kind: 'void',
  act: () => ({ interface: 'invoice.void', payload: request }),
  settle: { interface: 'invoice.query', payload: { invoiceNo } },
  unsettled: 'the invoice may be void, look at its status at the bureau before anything else is done with it (C-16)',
  judge: ({ data, returnCode }, { stage, mayBeDone }) => {
    if (returnCode === '4301') {
      // After an unknown attempt this may be our own void speaking; before one it is somebody else's.
      if (mayBeDone && data?.['status'] === 'void') return { kind: 'done', invoice: null };
      const status = typeof data?.['status'] === 'string' ? `: it is ${data['status']}` : '';
      return { kind: 'refused', message: `invoice ${invoiceNo} cannot be voided${status}; reverse it instead (B-6)` };
    }
    const invoice = readInvoiceByNo(data, invoiceNo);
    if (invoice?.status === 'void') return { kind: 'done', invoice: null };
    if (stage === 'act') return { kind: 'unreadable', message: 'the invoice is not shown as void' };
    return invoice ? { kind: 'undone' } : { kind: 'unreadable', message: 'no readable invoice' };
  },
});
