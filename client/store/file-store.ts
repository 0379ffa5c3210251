// A store that survives a kill: deeds in a journal, on the disk before a request leaves.
import type { Journal } from './journal.ts';
import type { DeedKind, DeedStore, JoinedCommand, StoredDeed } from './store.ts';

const deedKinds: readonly DeedKind[] = ['issue', 'red', 'void', 'decision'];

const isStoredDeed = (value: unknown): value is StoredDeed => {
  if (typeof value !== 'object' || value === null) return false;
  const member = (name: keyof StoredDeed): unknown => Reflect.get(value, name);
  return (
    deedKinds.some((kind) => kind === member('kind')) &&
    typeof member('key') === 'string' &&
    typeof member('commandId') === 'string' &&
    typeof member('payload') === 'object' &&
    member('payload') !== null &&
    (member('state') === 'open' || member('state') === 'handed-over') &&
    typeof member('begunAtMs') === 'number' &&
    typeof member('attempts') === 'number' &&
    typeof member('polling') === 'object' &&
    typeof member('sheet') === 'object'
  );
};

const isJoinedCommand = (value: unknown): value is JoinedCommand =>
  typeof value === 'object' &&
  value !== null &&
  typeof Reflect.get(value, 'key') === 'string' &&
  typeof Reflect.get(value, 'commandId') === 'string';

/** One deed may be joined by several commands. */
const placeOf = ({ key, commandId }: JoinedCommand): string => JSON.stringify([key, commandId]);

/** A kill leaves the old state of a deed or the new one, never half. Throws StoreUnreadable for what is no deed. */
export const createFileStore = (journal: Journal): DeedStore => {
  const deeds = journal.shelf('deed', isStoredDeed);
  const joined = journal.shelf('joined', isJoinedCommand);
  return {
    save: (deed) => deeds.put(deed.key, deed),
    find: deeds.get,
    forget: deeds.drop,
    list: async () => (await deeds.all()).sort((a, b) => a.begunAtMs - b.begunAtMs),
    join: ({ key, commandId }) => joined.put(placeOf({ key, commandId }), { key, commandId }),
    part: (command) => joined.drop(placeOf(command)),
    joined: joined.all,
  };
};
