// The bureau announces that codes and rates come, change or end on a day (B-9).
import type { Controlled, ControlProblem, View } from '../control/controlled.ts';
import { applyChange, judgeChange, type TaxCodeChange } from '../tax-codes/tax-code-change.ts';
import type { ChangeRequest } from '../tax-codes/tax-code-request.ts';
import type { TaxCode } from '../tax-codes/tax-codes.ts';
import type { World } from './world.ts';

/** Members beside act, code and from: those an act needs, and those it may have. */
const membersOf: Readonly<Record<ChangeRequest['act'], { needs: readonly string[]; may: readonly string[] }>> = {
  add: { needs: ['name', 'shortName', 'rates'], may: ['smallScaleRates', 'levies', 'policies'] },
  withdraw: { needs: [], may: [] },
  alter: {
    needs: [],
    may: ['name', 'shortName', 'leaf', 'rates', 'smallScaleRates', 'levies', 'policies', 'validTo'],
  },
};

const judgeMembers = (change: ChangeRequest, at: string): ControlProblem[] => {
  const { needs, may } = membersOf[change.act];
  const allowed = ['act', 'code', 'from', ...needs, ...may];
  const has = Object.keys(change);
  const say = (name: string, detail: string) => ({
    pointer: `${at}/${name}`,
    detail,
    remedy: `Of "${change.act}" beside act, code and from: needed ${needs.join(', ') || 'nothing'}; possible ${may.join(', ') || 'nothing'}.`,
  });
  return [
    ...needs.filter((name) => !has.includes(name)).map((name) => say(name, 'is missing')),
    ...has.filter((name) => !allowed.includes(name)).map((name) => say(name, 'does not belong to this act')),
  ];
};

/** In their order, each on the table as those before it left it. */
const judgeAll = (changes: readonly ChangeRequest[], codes: readonly TaxCode[]): ControlProblem[] => {
  const table = new Map(codes.map((taxCode) => [taxCode.code, taxCode]));
  return changes.flatMap((request, index) => {
    const at = `/changes/${index}`;
    const wrong = judgeMembers(request, at);
    if (wrong.length > 0) return wrong;
    const change = request as TaxCodeChange;
    const present = table.get(change.code);
    const problem = judgeChange(change, present);
    if (problem) return [{ pointer: `${at}/${problem.member}`, detail: problem.detail, remedy: problem.remedy }];
    table.set(change.code, applyChange(change, present));
    return [];
  });
};

/** All changes or none; resolves with the table's version when they are kept. */
export const changeTaxCodes = async (world: World, body: unknown): Promise<Controlled<View>> => {
  const { readTaxCodeRequest } = await import('../tax-codes/tax-code-request.ts');
  const request = readTaxCodeRequest(body);
  if (!request.ok) return request;
  const { changes } = request.value;
  const problems = judgeAll(changes, world.taxCodes.table().codes);
  if (problems.length > 0) return { ok: false, problems };
  world.taxCodes.announce(changes as readonly TaxCodeChange[]);
  await world.ledger.committed();
  return { ok: true, value: world.taxCodes.view() };
};
