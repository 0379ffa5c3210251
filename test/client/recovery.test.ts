// The way back after an outage (C-19): oldest first, at most four requests in flight.
import { describe, expect, it } from 'vitest';
import type { Heard } from '../../client/heard.ts';
import { createRecovery, type Turn } from '../../client/recovery.ts';

const lost: Heard = { kind: 'unknown', reason: 'reset' };
const refused: Heard = { kind: 'not-sent', reason: 'ECONNREFUSED' };
const answer = (returnCode: string): Heard => ({
  kind: 'believed',
  returnCode,
  returnMessage: '',
  data: null,
  retryAfterMs: null,
});
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve));

/** A road on which each request waits until it is told what comes of it. */
const openRoad = () => {
  const closing = new AbortController();
  const blocked: string[] = [];
  const recovery = createRecovery(({ commandId, by }) => blocked.push(`${commandId} by ${by}`), closing.signal);
  const begun: string[] = [];
  const open = new Map<string, (heard: Heard) => void>();
  const turns = new Map<string, Turn>();
  const turnOf = (id: string, sinceMs: number, from: 'fresh' | 'waylaid'): Turn => {
    const turn = turns.get(id) ?? recovery.begin({ commandId: id, sinceMs }, from);
    turns.set(id, turn);
    return turn;
  };
  return {
    begun,
    blocked,
    inFlight: () => [...open.keys()].join(' '),
    begin: (id: string, sinceMs = 0, from: 'fresh' | 'waylaid' = 'waylaid') => turnOf(id, sinceMs, from),
    ask: (id: string, sinceMs = 0) =>
      turnOf(id, sinceMs, 'fresh').ask(() => {
        begun.push(id);
        return new Promise((resolve) => {
          open.set(id, (heard) => {
            open.delete(id);
            resolve(heard);
          });
        });
      }),
    hear: async (id: string, heard: Heard) => {
      open.get(id)?.(heard);
      await nextTurn();
    },
    end: (id: string) => turns.get(id)?.end(),
    close: () => closing.abort(new Error('closed')),
  };
};
type Road = ReturnType<typeof openRoad>;

/** Orders `1` to `count`, begun in that order, have all met an outage. */
const strand = async (road: Road, count: number, heard: Heard = refused) => {
  for (let no = 1; no <= count; no += 1) {
    void road.ask(String(no), no);
    await road.hear(String(no), heard);
  }
  road.begun.length = 0;
};

describe('without an outage', () => {
  it('makes every request at once', () => {
    const road = openRoad();
    for (const id of 'abcdefgh') void road.ask(id);
    expect([road.inFlight(), road.blocked]).toEqual(['a b c d e f g h', []]);
  });

  it.each(['0000', '0001', '1001', '2001', '4001', '4004', '4101'])('is left in peace by %s', async (code) => {
    const road = openRoad();
    await strand(road, 6, answer(code));
    for (const no of [1, 2, 3, 4, 5, 6]) void road.ask(String(no));
    expect(road.begun).toHaveLength(6);
  });
});

describe('after an outage', () => {
  it.each<[string, Heard]>([
    ['a lost answer', lost],
    ['a refused connection', refused],
    ...['3001', '3002', '3003', '3004', '9999'].map((code): [string, Heard] => [code, answer(code)]),
  ])('has at most four requests in flight: %s', async (_what, heard) => {
    const road = openRoad();
    await strand(road, 6, heard);
    for (const no of [1, 2, 3, 4, 5, 6]) void road.ask(String(no), no);
    expect([road.inFlight(), road.blocked]).toEqual(['1 2 3 4', ['5 by 1', '6 by 1']]);
  });

  it('lets the oldest go first, whoever comes first', async () => {
    const road = openRoad();
    await strand(road, 8);
    for (const no of [8, 7, 6, 5, 3, 1, 4, 2]) void road.ask(String(no), no);
    for (const no of [8, 7, 6, 5]) await road.hear(String(no), answer('0000'));
    expect(road.begun).toEqual(['8', '7', '6', '5', '1', '2', '3', '4']);
  });

  it('counts new orders in, behind the older ones', async () => {
    const road = openRoad();
    await strand(road, 5);
    for (const no of [1, 2, 3, 4]) void road.ask(String(no), no);
    void road.ask('new', 99);
    void road.ask('5', 5);
    await road.hear('1', answer('0000'));
    await road.hear('2', answer('0000'));
    expect(road.begun).toEqual(['1', '2', '3', '4', '5', 'new']);
  });

  it('says anew whom they wait for when that one has been answered', async () => {
    const road = openRoad();
    await strand(road, 6);
    for (const no of [1, 2, 3, 4, 5, 6]) void road.ask(String(no), no);
    await road.hear('1', answer('0000'));
    expect(road.blocked).toEqual(['5 by 1', '6 by 1', '6 by 2']);
  });

  it('begins the next request before the answered command goes on', async () => {
    const road = openRoad();
    await strand(road, 5);
    const order: string[] = [];
    void road.ask('1', 1).then(() => order.push('1 goes on'));
    for (const no of [2, 3, 4]) void road.ask(String(no), no);
    void road.begin('5').ask(async () => {
      order.push('5 begins');
      return answer('0000');
    });
    await road.hear('1', answer('0000'));
    expect(order).toEqual(['5 begins', '1 goes on']);
  });

  it('is over when everybody was served, those who queued too', async () => {
    const road = openRoad();
    await strand(road, 5);
    for (const no of [1, 2, 3, 4, 5]) void road.ask(String(no), no);
    for (const no of [1, 2, 3, 4]) await road.hear(String(no), answer('0000'));
    expect(road.inFlight()).toBe('5');
    await road.hear('5', answer('0000'));
    for (const id of 'abcdef') void road.ask(id);
    expect(road.inFlight()).toBe('a b c d e f');
  });

  it('is over when those who were not served have given up', async () => {
    const road = openRoad();
    await strand(road, 2);
    road.end('1');
    road.end('2');
    for (const id of 'abcdef') void road.ask(id);
    expect(road.inFlight()).toBe('a b c d e f');
  });

  it('a restart is one: what it found open goes four at a time', () => {
    const road = openRoad();
    for (const no of [1, 2, 3, 4, 5]) road.begin(String(no), no);
    for (const no of [1, 2, 3, 4, 5]) void road.ask(String(no), no);
    expect(road.inFlight()).toBe('1 2 3 4');
  });

  it('sends nobody off any more when the client is closed', async () => {
    const road = openRoad();
    await strand(road, 5);
    const asked = [1, 2, 3, 4, 5].map((no) => road.ask(String(no), no));
    road.close();
    await expect(asked[4]).rejects.toThrow('closed');
    await road.hear('1', answer('0000'));
    expect(road.begun).not.toContain('5');
  });
});
