// A scenario told from another instant on: on a real clock a session begins when it begins, and its windows move along.
import { readInstant, writeInstant } from '../wire/instant.ts';
import type { FaultRule, Scenario, Step } from './scenario.ts';

type Window = Readonly<Record<string, unknown>>;

const moveWindow = (window: Window, byMs: number): Window =>
  Object.fromEntries(
    Object.entries(window).map(([name, value]) => {
      const ms = (name === 'from' || name === 'to') && typeof value === 'string' ? readInstant(value) : null;
      return [name, ms === null ? value : writeInstant(ms + byMs)];
    }),
  );

const moveRule = (rule: FaultRule, byMs: number): FaultRule => {
  const when = rule['when'] as { readonly window?: Window } | undefined;
  return when?.window ? { ...rule, when: { ...when, window: moveWindow(when.window, byMs) } } : rule;
};

/** What is wished of the bureau, with its calendar of maintenance (B-16) moved. */
const moveWishes = (wishes: Scenario['bureau'], byMs: number): Scenario['bureau'] => {
  const calendar = wishes['maintenance'] as readonly Window[] | undefined;
  return calendar ? { ...wishes, maintenance: calendar.map((window) => moveWindow(window, byMs)) } : wishes;
};

const moveStep = (step: Step, byMs: number): Step =>
  step.kind === 'bureau' ? { ...step, patch: moveWishes(step.patch, byMs) } : step;

/** `startedAt`: the instant at which its session begins. Stories of a certain day are told on a virtual clock alone. */
export const moveStart = (scenario: Scenario, startedAt: string): Scenario => {
  const byMs = (readInstant(startedAt) ?? 0) - (readInstant(scenario.startAt) ?? 0);
  if (byMs === 0) return scenario;
  return {
    ...scenario,
    startAt: startedAt,
    bureau: moveWishes(scenario.bureau, byMs),
    faults: scenario.faults.map((fault) => ({ ...fault, rule: moveRule(fault.rule, byMs) })),
    steps: scenario.steps.map((step) => moveStep(step, byMs)),
  };
};
