// What somebody wants of the journal when it leaves the house (B-11).

export const exportFormats = ['ndjson', 'csv', 'excel'] as const;

export type ExportWish = {
  readonly shown: 'plain' | 'masked';
  /** `excel` is CSV that Excel reads rightly at a double click. */
  readonly format: (typeof exportFormats)[number];
  /** Instants by the tenant's clock, ms since the epoch: from the first on, and before the second; null: no bound. */
  readonly from: number | null;
  readonly to: number | null;
};
