// The evidence of a scenario that was not driven: that, and why.
import type { Evidence, SessionEnd } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';

type Time = { readonly clock: Evidence['clockMode']; readonly rate: number };

export const emptyEvidence = (scenario: Scenario, { clock, rate }: Time, end: SessionEnd): Evidence => ({
  scenarioId: scenario.id,
  clockMode: clock,
  clockRate: rate,
  startedAt: scenario.startAt,
  credentials: { appId: '', appSecret: '', sm4Key: '', encryptType: 'SM4-CBC', signType: 'HMAC-SM3' },
  format: scenario.session.format,
  responseTimeoutMs: 0,
  orders: scenario.orders,
  commands: [],
  dialogue: [],
  wire: [],
  announced: [],
  kitWire: [],
  pushes: [],
  ledger: [],
  sheets: [],
  othersSheets: [],
  claims: [],
  faults: scenario.faults.map(({ rule, required }) => ({ id: rule.id, hits: 0, required })),
  end,
  variation: { ...scenario.variation, lines: {}, answers: {} },
});
