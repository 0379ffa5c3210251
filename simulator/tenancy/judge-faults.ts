// Fault rules for one tenant: read, and held against what is in force there and who shares its port.
import type { Controlled, ControlledTenant, ControlProblem } from '../control/controlled.ts';
import { type FaultRule, readRules } from '../faults/rule.ts';

/** Effects on the port itself, with what the others would suffer. */
const portEffects = {
  listenerClosed: 'be refused too',
  falseCertificate: 'be shown that certificate too',
} as const;

/** B-10: the shared port is everybody's, so that one tenant cannot have it closed or disguised. */
const findSharedListener = (rules: readonly FaultRule[], tenant: ControlledTenant): ControlProblem[] =>
  rules.flatMap(({ effect }, index) =>
    Object.entries(portEffects).flatMap(([word, suffering]) =>
      tenant.ownPort || !(word in effect)
        ? []
        : [
            {
              pointer: `/${index}/effect/${word}`,
              detail: `tenant ${tenant.id} shares its port with others, who would ${suffering} (B-10)`,
              remedy: 'Make a tenant with "ownPort": true for this fault.',
            },
          ],
    ),
  );

const findTakenIds = (rules: readonly FaultRule[], tenant: ControlledTenant): ControlProblem[] => {
  const taken = new Set(tenant.faults.list().map((rule) => rule.id));
  return rules.flatMap((rule, index) =>
    taken.has(rule.id)
      ? [
          {
            pointer: `/${index}/id`,
            detail: `a rule ${JSON.stringify(rule.id)} is in force already`,
            remedy: 'Choose another id, or PUT the whole list.',
          },
        ]
      : [],
  );
};

/** All or nothing; `beside` the rules that are in force, or `instead` of them. */
export const judgeFaults = (
  body: unknown,
  tenant: ControlledTenant,
  { interfaces, place }: { readonly interfaces: readonly string[]; readonly place: 'beside' | 'instead' },
): Controlled<readonly FaultRule[]> => {
  const read = readRules(body, { interfaces });
  if (!read.ok) return { ok: false, problems: read.objections };
  const { rules } = read;
  const problems = [...findSharedListener(rules, tenant), ...(place === 'beside' ? findTakenIds(rules, tenant) : [])];
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: rules };
};
