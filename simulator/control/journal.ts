// Control resource `journal`: every exchange of a tenant, page by page; beside it every change of status and every push.
import { Hono } from 'hono';
import type { ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readPage } from './read-page.ts';
import { withTenant } from './tenant-of.ts';

/** `GET /tenants/{id}/journal?after=SEQ&limit=N`: entries later than SEQ, at most N; `…/journal/changes` likewise. */
export const journalRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/journal',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(tenant.readJournal(page.value)) : refuseBody(context, page.problems);
      }),
    )
    .get(
      '/tenants/:id/journal/changes',
      withTenant(bureau, (context, tenant) => {
        const page = readPage(context);
        return page.ok ? context.json(tenant.readChanges(page.value)) : refuseBody(context, page.problems);
      }),
    );
