// Control resource `clock`: a tenant's time is read, frozen, let go, hurried and moved.
import { Hono } from 'hono';
import { readInstant } from '../../protocol/timestamp.ts';
import { clockModes, fastestRate, slowestRate } from '../clock.ts';
import { objectTo, readObject } from '../faults/read-object.ts';
import type { ClockRequest, Controlled, ControlledBureau } from './controlled.ts';
import { refuseBody } from './problem.ts';
import { readJson } from './read-json.ts';
import { withTenant } from './tenant-of.ts';

export const farthestAdvanceMs = 100 * 366 * 24 * 3600 * 1000;

const heldIn = (value: unknown): readonly string[] | null => {
  const held: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'held') : null;
  return Array.isArray(held) && held.every((nonce) => typeof nonce === 'string') ? held : null;
};

const readClockRequest = (body: unknown): Controlled<ClockRequest> => {
  const { members, objections } = readObject(body, {
    pointer: '',
    known: ['mode', 'rate', 'advanceTo', 'advanceMs', 'onlyAtRest'],
  });
  const { mode: modeText, rate, advanceTo: instant, advanceMs, onlyAtRest } = members;
  const mode = clockModes.find((one) => one === modeText);
  const advanceTo = typeof instant === 'string' ? readInstant(instant) : null;
  if (modeText !== undefined && !mode)
    objections.push(objectTo('/mode', 'is no mode of a clock', { word: modeText, known: clockModes }));
  const isRate = typeof rate === 'number' && rate >= slowestRate && rate <= fastestRate;
  if (rate !== undefined && (!isRate || mode !== 'real'))
    objections.push(objectTo('/rate', `is a number from ${slowestRate} to ${fastestRate}, beside the mode real`));
  if (instant !== undefined && advanceTo === null)
    objections.push(objectTo('/advanceTo', 'is an instant yyyy-MM-ddTHH:mm:ss.SSS+08:00'));
  const isAdvance = Number.isSafeInteger(advanceMs) && Number(advanceMs) >= 0 && Number(advanceMs) <= farthestAdvanceMs;
  if (advanceMs !== undefined && !isAdvance)
    objections.push(objectTo('/advanceMs', `is a whole number of milliseconds from 0 to ${farthestAdvanceMs}`));
  if (instant !== undefined && advanceMs !== undefined)
    objections.push(objectTo('/advanceMs', 'stands beside advanceTo; send one of the two'));
  const held = onlyAtRest === undefined ? null : heldIn(onlyAtRest);
  if (onlyAtRest !== undefined && (!held || instant === undefined))
    objections.push(objectTo('/onlyAtRest', 'is {"held": ["nonce", …]}, beside advanceTo'));
  if (objections.length > 0) return { ok: false, problems: objections };
  return {
    ok: true,
    value: {
      ...(mode ? { mode } : {}),
      ...(isRate ? { rate } : {}),
      ...(advanceTo === null ? {} : { advanceTo }),
      ...(typeof advanceMs === 'number' ? { advanceMs } : {}),
      ...(held ? { onlyAtRest: { held } } : {}),
    },
  };
};

/** `GET|POST /tenants/{id}/clock`; the answer of POST comes after the due events ran, each at its own instant. */
export const clockRoutes = (bureau: ControlledBureau): Hono =>
  new Hono()
    .get(
      '/tenants/:id/clock',
      withTenant(bureau, (context, tenant) => context.json(tenant.clockView())),
    )
    .post(
      '/tenants/:id/clock',
      withTenant(bureau, async (context, tenant) => {
        const body = await readJson(context);
        const request = body.ok ? readClockRequest(body.value) : body;
        const moved = request.ok ? await tenant.moveClock(request.value) : request;
        return moved.ok ? context.json(moved.value) : refuseBody(context, moved.problems);
      }),
    );
