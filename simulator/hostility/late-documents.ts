// Hostility `late-documents`: PDF and XML of two invoices in three cannot be had for up to half an hour (B-4: a document may lag).
import { between, type DelayBehaviour } from './behaviour.ts';

export const lateDocuments: DelayBehaviour = {
  name: 'late-documents',
  delayMs: (dice) => (dice() < 0.33 ? 0 : between(dice, 1, 1_800_000)),
};
