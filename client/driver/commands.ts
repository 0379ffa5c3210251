// The commands of a kit as calls of the client (D-1).
import type { AuditLog } from '../audit/audit-log.ts';
import type { TaxClient } from '../tax-client-options.ts';
import { type CommandMessage, LineRefused, textOf } from './messages.ts';
import type { Told } from './results.ts';

type Members = Readonly<Record<string, unknown>>;

const objectOf = ({ id, command, members }: CommandMessage, name: string): Members => {
  const value = members[name];
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new LineRefused(`the command ${command} needs an object in its member ${name} (D-1)`, id);
  return Object.fromEntries(Object.entries(value));
};

const optionalText = ({ members }: CommandMessage, name: string): string | null => {
  const value = members[name];
  return typeof value === 'string' && value !== '' ? value : null;
};

const steerRollout = async (client: TaxClient, members: Members): Promise<Told> => {
  // Of any kind here: the client refuses what is no share or no salt, as it would a caller's.
  const given = members as { readonly share?: string; readonly salt: string; readonly kill?: unknown };
  const wish = given.kill === true ? ({ kill: true } as const) : { ...given, kill: undefined };
  const { share, decisions, ...report } = await client.rollout(wish);
  return { ...report, members: { share, decisions } };
};

/** Begins the command; null when this client does not know it (D-5). Throws LineRefused for members it lacks. */
export const runCommand = (client: TaxClient, message: CommandMessage): Promise<Told> | null => {
  const { id, command, members } = message;
  const as = { commandId: id };
  switch (command) {
    case 'issue':
      return client.issue(objectOf(message, 'order'), as);
    case 'query':
      return client.query(textOf(members, 'orderNo'), as);
    case 'red': {
      const { sheetNo, decision } = members;
      return sheetNo === undefined
        ? client.red(objectOf(message, 'request'), as)
        : client.decide({ sheetNo, decision }, as);
    }
    case 'void':
      return client.void(objectOf(message, 'request'), as);
    case 'sync':
      return client.sync({ ...as, since: optionalText(message, 'since') });
    case 'rollout':
      // Plans and gates (G-4) are a later step's.
      return members['plan'] === undefined ? steerRollout(client, members) : null;
    default:
      return null;
  }
};

/** `audit`: the log as it is kept (D-1, C-13). */
export const tellAudit = async (log: AuditLog): Promise<Told> => {
  const entries = await log.read();
  const { retentionYears } = log;
  const ended = { outcome: 'done', invoice: null, returnCode: null, attempts: 0 } as const;
  return { ...ended, message: `${entries.length} entries`, members: { retentionYears, entries } };
};
