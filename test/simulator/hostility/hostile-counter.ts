// A counter of a tenant that is hostile in the named ways alone, and orders enough to meet them.
import { createHostility, type Hostility } from '../../../simulator/hostility/hostility.ts';
import { type HostilityName, hostilityNames } from '../../../simulator/hostility/names.ts';
import { type CounterOptions, openCounter } from '../counter.ts';
import { order } from '../operations/books.ts';

export const hostilityOf = (
  seed: number,
  names: readonly HostilityName[] = hostilityNames,
  tenant = 'counter',
): Hostility => createHostility({ seed, calm: hostilityNames.filter((name) => !names.includes(name)) }, tenant);

export const openHostileCounter = (
  names: readonly HostilityName[],
  options: CounterOptions & { readonly hostile?: number } = {},
) => {
  const { hostile = 1, ...rest } = options;
  return openCounter({ ...rest, hostility: hostilityOf(hostile, names) });
};

/** Orders of different numbers, otherwise lawful and alike. */
export const ordersOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ ...order, orderNo: `SO-${at}` }));
