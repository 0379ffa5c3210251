// The maintenance calendar of a tenant's bureau, as the control port is sent it (B-16).
import { type Static, Type } from 'typebox';
import { strict } from './schema-parts.ts';

const timeOfDay = Type.String({ pattern: '^([01][0-9]|2[0-3]):[0-5][0-9]$' });
const mostWindows = 366;

/** Once (`from`, `to`) or every day (`daily`). */
export const MaintenanceWindow = Type.Object(
  {
    /** For the journal. */
    label: Type.Optional(Type.String({ minLength: 1, maxLength: 100 })),
    /** Whether the bureau said before when it would be back. */
    announced: Type.Boolean(),
    /** Instants `yyyy-MM-ddTHH:mm:ss.SSS+08:00`; `from` belongs to the window, `to` does not. */
    from: Type.Optional(Type.String()),
    to: Type.Optional(Type.String()),
    /** `HH:mm` in China; over midnight where `to` is not after `from`. */
    daily: Type.Optional(Type.Object({ from: timeOfDay, to: timeOfDay }, strict)),
  },
  strict,
);
export type MaintenanceWindow = Static<typeof MaintenanceWindow>;

export const MaintenanceCalendar = Type.Array(MaintenanceWindow, { maxItems: mostWindows });
