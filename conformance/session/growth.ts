// Codes that come to the table so that it no longer fits one page of `taxcode.sync` (B-9, P).
import type { Growth } from '../scenario/scenario.ts';

/** Below a heading that the shipped table leaves empty; nobody sells anything of them. */
const heading = '6990';

/** Rows of the control resource `tax-codes`. */
export const growthOf = ({ codes, from }: Growth): readonly Readonly<Record<string, unknown>>[] =>
  Array.from({ length: codes }, (_, at) => ({
    act: 'add',
    code: `${heading}${String(at + 1).padStart(15, '0')}`,
    from,
    name: `联调扩充编码${at + 1}`,
    shortName: '扩充',
    rates: ['0.06'],
  }));
