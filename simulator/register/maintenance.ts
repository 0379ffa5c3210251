// The maintenance calendar of a tenant's bureau, as the control port is sent it (B-16).
import type { Static } from 'typebox';
import { Type } from '../../protocol/schema.ts';
import { strict, told } from './schema-parts.ts';

const timeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const mostWindows = 366;

/** Once (`from`, `to`) or every day (`daily`). */
export const MaintenanceWindow = Type.Object(
  {
    label: Type.Optional(told('For the journal.', Type.String({ minLength: 1, maxLength: 100 }))),
    announced: told('Whether the bureau said before when it would be back.', Type.Boolean()),
    from: Type.Optional(
      told('Instants `yyyy-MM-ddTHH:mm:ss.SSS+08:00`; `from` belongs to the window, `to` does not.', Type.String()),
    ),
    to: Type.Optional(Type.String()),
    daily: Type.Optional(
      told(
        '`HH:mm` in China; over midnight where `to` is not after `from`.',
        Type.Object({ from: timeOfDay, to: timeOfDay }, strict),
      ),
    ),
  },
  strict,
);
export type MaintenanceWindow = Static<typeof MaintenanceWindow>;

export const MaintenanceCalendar = Type.Array(MaintenanceWindow, { maxItems: mostWindows });
