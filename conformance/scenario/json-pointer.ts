// JSON pointers (RFC 6901) into payloads and files: read, put in, take out.

export const pointerParts = (pointer: string): readonly string[] =>
  pointer
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));

export const pointerOf = (parts: readonly (string | number)[]): string =>
  parts.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('');

const isContainer = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null;

/** Copies along the path; null when the parent does not exist or an array has no such place (one past its end is allowed to `put`). */
const change = (
  root: unknown,
  parts: readonly string[],
  apply: (parent: Record<string, unknown>, key: string) => boolean,
): unknown => {
  const [key, ...rest] = parts;
  if (key === undefined || !isContainer(root)) return null;
  const copy = Array.isArray(root) ? [...root] : { ...root };
  const container = copy as Record<string, unknown>;
  if (rest.length === 0) return apply(container, key) ? copy : null;
  const changed = change(container[key], rest, apply);
  if (changed === null) return null;
  container[key] = changed;
  return copy;
};

const placeIn = (list: readonly unknown[], key: string): number =>
  /^(0|[1-9][0-9]*)$/.test(key) ? Number(key) : list.length + 1;

/** The root with `value` at `pointer`; null when its parent does not exist. */
export const putAt = (root: unknown, pointer: string, value: unknown): unknown =>
  change(root, pointerParts(pointer), (parent, key) => {
    if (Array.isArray(parent) && placeIn(parent, key) > parent.length) return false;
    parent[key] = value;
    return true;
  });

/** The root without what is at `pointer`; null when nothing is there. */
export const takeAt = (root: unknown, pointer: string): unknown =>
  change(root, pointerParts(pointer), (parent, key) => {
    if (!(key in parent)) return false;
    if (Array.isArray(parent)) parent.splice(Number(key), 1);
    else delete parent[key];
    return true;
  });
