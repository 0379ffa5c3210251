// Control resource `record`: all that a tenant's bureau saw and holds, at one instant and in one answer.
import { Hono } from 'hono';
import type { ControlledBureau, ControlledTenant } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { type PageRequest, readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

const recordOf = (bureau: ControlledBureau, tenant: ControlledTenant, page: PageRequest) => ({
  lastEvent: bureau.events.latest(),
  clock: tenant.clockView(),
  journal: tenant.readJournal(page),
  ledger: tenant.readLedger(),
  ...tenant.readSheets(),
  faults: tenant.faults.list(),
  callbacks: tenant.readCallbacks(page),
});

/**
 * `GET /tenants/{id}/record?after=SEQ&limit=N`: the page is of the journal and of the pushes, each for itself. `DELETE` answers
 * the same as the last of the tenant, and removes it unless something is under way or the page left something out.
 */
export const recordRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/record',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(recordOf(bureau, tenant, page.value)) : refuseBody(context, page.problems);
      }),
    )
    .delete(
      '/tenants/:id/record',
      withTenant(bureau, async (context, tenant) => {
        const page = readPage(context);
        if (!page.ok) return refuseBody(context, page.problems);
        const last = recordOf(bureau, tenant, page.value);
        const isWhole = last.journal['next'] === null && last.callbacks['next'] === null;
        const removed = isWhole && !tenant.isAtWork() && (await bureau.removeTenant(tenant.id));
        return context.json({ ...last, removed });
      }),
    );
