// The seller of a scenario: one made-up enterprise per run and scenario, registered at the bureau before the first order.
import { openDrawing } from './drawing.ts';

/** As registered at the bureau (P-1); `kind` general taxpayer. */
export type ScenarioSeller = {
  readonly taxNo: string;
  readonly name: string;
  readonly kind: 'general';
  readonly address: string;
  readonly phone: string;
  readonly bank: string;
  readonly account: string;
};

/** The same seed and scenario always give the same seller. */
export const drawSeller = (seed: number, scenarioId: string): ScenarioSeller => {
  const drawing = openDrawing(seed, `${scenarioId}\nseller`);
  return {
    taxNo: drawing.taxNumber(),
    name: drawing.enterpriseName(),
    kind: 'general',
    address: drawing.address(),
    phone: drawing.phone(),
    ...drawing.bankAccount(),
  };
};
