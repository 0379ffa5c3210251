// Which conformance classes a client claims, and whether a scenario asks for one that it does not (V-1).
import type { Scenario } from './scenario/scenario.ts';

const coreCommands = ['issue', 'query'];

export const isClaimed = (name: string, capabilities: readonly string[]): boolean =>
  capabilities.includes(name) || (name === 'core' && coreCommands.every((command) => capabilities.includes(command)));

/** The first class the scenario needs and the client does not claim; null where it claims them all. */
export const unclaimedOf = (
  scenario: Pick<Scenario, 'class' | 'also'>,
  capabilities: readonly string[],
): string | null => [scenario.class, ...scenario.also].find((name) => !isClaimed(name, capabilities)) ?? null;
