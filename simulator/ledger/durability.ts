// How much the books survive, which is the price of speed (B-2).

/**
 * What is kept before an answer is spoken (B-2): `process` survives a crash of the bureau, but a cut of the power may cost
 * the last moments; `full` has the disk confirm each group of answers, and survives that, too.
 */
export const durabilities = ['process', 'full'] as const;
export type Durability = (typeof durabilities)[number];
