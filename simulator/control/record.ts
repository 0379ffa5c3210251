// Control resource `record`: all that a tenant's bureau saw and holds, at one instant and in one answer.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/record?after=SEQ&limit=N`: the page is of the journal and of the pushes, each for itself. */
export const recordRoutes = (bureau: ControlledBureau): Hono =>
  new Hono().get(
    '/tenants/:id/record',
    withTenant(bureau, (context, tenant) => {
      const page = readPage(context);
      if (!page.ok) return refuseBody(context, page.problems);
      return context.json({
        lastEvent: bureau.events.latest(),
        clock: tenant.clockView(),
        journal: tenant.readJournal(page.value),
        ledger: tenant.readLedger(),
        ...tenant.readSheets(),
        faults: tenant.faults.list(),
        callbacks: tenant.readCallbacks(page.value),
      });
    }),
  );
