// Which sessions are begun before all others: those whose story alone takes many exchanges, so that no run waits for them at its end.
import type { Scenario } from '../scenario/scenario.ts';

/** A poll a minute at most while an order is processed (C-10). */
const pollMs = 60_000;
/** A story of days, told on a virtual clock alone, is one of waiting and asking. */
const exchangesOfDays = 100;
const exchangesOfMany = 20;

/** How many exchanges a lawful client may need, as far as the scenario tells. */
const exchangesIn = ({ virtualOnly, steps, bureau }: Scenario): number =>
  (virtualOnly ? exchangesOfDays : 0) + steps.length + Number(bureau['issueDelayMs'] ?? 0) / pollMs;

/** The others stay in their order. */
export const longestFirst = (scenarios: readonly Scenario[]): readonly Scenario[] => {
  const isLong = (scenario: Scenario) => exchangesIn(scenario) >= exchangesOfMany;
  const long = scenarios.filter(isLong).toSorted((a, b) => exchangesIn(b) - exchangesIn(a));
  return [...long, ...scenarios.filter((scenario) => !isLong(scenario))];
};
