// Control resource `faults`: the ordered rules by which a tenant's bureau misbehaves.
import { type Context, Hono } from 'hono';
import { type FaultRule, readRules } from '../faults/rule.ts';
import type { Controlled, ControlledBureau, ControlledTenant, ControlProblem } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

/** B-10: the shared port is everybody's, so that one tenant cannot have it closed. */
const findSharedListener = (rules: readonly FaultRule[], tenant: ControlledTenant): ControlProblem[] =>
  rules.flatMap((rule, index) =>
    tenant.ownPort || !('listenerClosed' in rule.effect)
      ? []
      : [
          {
            pointer: `/${index}/effect/listenerClosed`,
            detail: `tenant ${tenant.id} shares its port with others, who would be refused too (B-10)`,
            remedy: 'Make a tenant with "ownPort": true for this fault.',
          },
        ],
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

const read = async (context: Context, interfaces: readonly string[]): Promise<Controlled<readonly FaultRule[]>> => {
  const body = await readJson(context);
  if (!body.ok) return body;
  const read = readRules(body.value, { interfaces });
  return read.ok ? { ok: true, value: read.rules } : { ok: false, problems: read.objections };
};

/** `GET|PUT|PATCH|DELETE /tenants/{id}/faults`: list, replace, add, clear; nothing changes when a rule is refused. */
export const faultRoutes = (bureau: ControlledBureau): Hono => {
  const change = (
    enact: (tenant: ControlledTenant, rules: readonly FaultRule[]) => void,
    object: (rules: readonly FaultRule[], tenant: ControlledTenant) => ControlProblem[],
  ) =>
    withTenant(bureau, async (context, tenant) => {
      const rules = await read(context, bureau.interfaces);
      if (!rules.ok) return refuseBody(context, rules.problems);
      const problems = object(rules.value, tenant);
      if (problems.length > 0) return refuseBody(context, problems);
      enact(tenant, rules.value);
      return context.json(tenant.faults.list());
    });
  return new Hono()
    .get(
      '/tenants/:id/faults',
      withTenant(bureau, (context, tenant) => context.json(tenant.faults.list())),
    )
    .put(
      '/tenants/:id/faults',
      change((tenant, rules) => tenant.faults.replace(rules), findSharedListener),
    )
    .patch(
      '/tenants/:id/faults',
      change(
        (tenant, rules) => tenant.faults.add(rules),
        (rules, tenant) => [...findSharedListener(rules, tenant), ...findTakenIds(rules, tenant)],
      ),
    )
    .delete(
      '/tenants/:id/faults',
      withTenant(bureau, (context, tenant) => {
        tenant.faults.clear();
        return context.body(null, 204);
      }),
    );
};
