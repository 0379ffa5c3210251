// Two doors that shake hands by the same: each is told of its own visitors, and a disguise of the one is not seen at the other.
import { once } from 'node:events';
import { connect as connectPlain } from 'node:net';
import { afterEach, expect, it } from 'vitest';
import type { Disguise } from '../../../simulator/doors/disguise.ts';
import { type Door, openDoor } from '../../../simulator/doors/door.ts';
import { createHandshakes } from '../../../simulator/doors/handshakes.ts';
import { openAuthority } from '../../../simulator/tls/authority.ts';
import { answerOf, type Target, visit } from './raw-visit.ts';

const authority = openAuthority({ dataDir: null, now: Date.now() });
const doors: Door[] = [];
afterEach(() => Promise.all(doors.splice(0).map((door) => door.close())));

const open = async (handshakes: ReturnType<typeof createHandshakes>, name: string) => {
  const door = await openDoor({
    port: 0,
    host: '127.0.0.1',
    handshakes,
    receive: async () => ({
      departure: { manner: 'send', httpStatus: 200, contentType: 'text/plain', body: name },
      finished: () => undefined,
    }),
  });
  doors.push(door);
  const target: Target = { port: door.port, ca: authority.rootPem };
  return { door, target };
};
const openTwo = async () => {
  const handshakes = createHandshakes({ ...authority.leaf, falsePair: authority.falsePair });
  return [await open(handshakes, 'left'), await open(handshakes, 'right')] as const;
};
const disguise: Disguise = { certificate: 'foreign-root', fault: { id: 'fault', phase: 'before', effect: {} } };

it('leads every visitor to the door it came in at', async () => {
  const [left, right] = await openTwo();
  const sights = await Promise.all([left, right, left, right].map(({ target }) => visit(target, '/')));
  expect(sights.map(({ text }) => answerOf(text).body)).toEqual(['left', 'right', 'left', 'right']);
});

it('shows a false certificate at the disguised door alone, and the true one there again afterwards', async () => {
  const [left, right] = await openTwo();
  left.door.disguise(() => disguise);
  const during = await Promise.all([visit(left.target, '/'), visit(right.target, '/')]);
  left.door.disguise(() => null);
  const after = await visit(left.target, '/');
  expect([during.map(({ end }) => end), answerOf(after.text).body]).toEqual([
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'end'],
    'left',
  ]);
});

it('lets a visitor go that leaves in the middle of its handshake', async () => {
  const [left] = await openTwo();
  const visitor = connectPlain({ host: '127.0.0.1', port: left.target.port });
  visitor.on('data', () => undefined);
  visitor.end();
  const [hadError] = await once(visitor, 'close');
  expect(hadError).toBe(false);
});
