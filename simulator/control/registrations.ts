// Control resource `registrations`: an application's way from the form to production (B-8).
import { type Context, Hono } from 'hono';
import { registrationActs } from '../registration/registration-state.ts';
import type { ControlledBureau, OfficeAnswer } from './controlled.ts';
import { refuse, refuseBody, refuseWhole } from './problem.ts';
import { readJson } from './read-json.ts';

const answer = (context: Context, said: OfficeAnswer): Response => {
  if (said.ok) return context.json(said.value);
  const [first, ...rest] = said.problems;
  return first ? refuse(context, said.status, [first, ...rest]) : refuseBody(context, []);
};

/** `{}` where there is nothing to say: acts such as `cutover` need no body. */
const readAct = async (context: Context) => {
  const length = context.req.header('content-length');
  return length === undefined || length === '0' ? { ok: true as const, value: {} } : readJson(context);
};

/**
 * `GET|POST /registrations`, `GET /registrations/{id}`, `POST /registrations/{id}/{act}`. The acts and their bodies:
 * `approve` {`types`?, `limits`?, `quota`?}, `reject` {`reason`}, `certify` {`certificate`}, `request-cutover` (settings),
 * `cutover` {}. Credentials are in the answers of `approve` and `cutover`, and are shown there alone.
 */
export const registrationRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get('/registrations', async (context) => context.json((await bureau.registrations()).list()))
    .post('/registrations', async (context) => {
      const body = await readJson(context);
      if (!body.ok) return refuseBody(context, body.problems);
      const taken = (await bureau.registrations()).apply(body.value);
      if (!taken.ok) return answer(context, taken);
      return context.json(taken.value, 201, { location: `/control/v1/registrations/${String(taken.value['id'])}` });
    })
    .get('/registrations/:id', async (context) =>
      answer(context, (await bureau.registrations()).find(context.req.param('id'))),
    )
    .post('/registrations/:id/:act', async (context) => {
      const { id, act: word } = context.req.param();
      const act = registrationActs.find((one) => one === word);
      if (!act)
        return refuseWhole(context, 404, {
          detail: `${JSON.stringify(word)} is no act on a registration`,
          remedy: `Use one of ${registrationActs.join(', ')}.`,
        });
      const body = await readAct(context);
      if (!body.ok) return refuseBody(context, body.problems);
      return answer(context, await (await bureau.registrations()).act(act, id, body.value));
    });
