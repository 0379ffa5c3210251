// Who imports whom, as the drawing in ARCHITECTURE.md has it and as the sources do.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { root } from './documents.ts';

const sourcesBelow = (room: string): string[] =>
  readdirSync(join(root, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));

/** `a → b` for every solid arrow. */
export const drawnArrows = (mermaid: string): readonly string[] =>
  mermaid.split('\n').flatMap((line) => {
    const [, from = '', to = ''] = /^\s*([\w &]+) --> ([\w &]+)$/.exec(line) ?? [];
    const [begins, ends] = [from, to].map((names) => names.split('&').map((name) => name.trim()));
    return (begins ?? []).flatMap((a) => (ends ?? []).filter(() => a !== '').map((b) => `${a} → ${b}`));
  });

/** Rooms of the drawing. */
export const drawnRooms = (mermaid: string): readonly string[] => [
  ...new Set(drawnArrows(mermaid).flatMap((arrow) => arrow.split(' → '))),
];

/** `a → b` wherever a file of a room imports one of another. */
export const importArrows = (rooms: readonly string[]): readonly string[] => {
  const arrows = rooms.flatMap((room) =>
    sourcesBelow(room).flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/(?:from|import)\s*\(?\s*'(\.{1,2}\/[^']+)'/g)].map(
        ([, target = '']) => `${room} → ${relative(root, join(path, '..', target)).split('/')[0]}`,
      ),
    ),
  );
  return [...new Set(arrows)].filter((arrow) => new Set(arrow.split(' → ')).size > 1);
};
