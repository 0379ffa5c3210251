// How hostile answers look: each behaviour alone, in raw messages, and what a careful reader makes of them all the same.
import { describe, expect, it } from 'vitest';
import { decryptData } from '../../../protocol/cipher.ts';
import { readJson } from '../../../protocol/strict-json.ts';
import { readXml } from '../../../protocol/strict-xml.ts';
import type { HostilityName } from '../../../simulator/hostility/names.ts';
import { fault, openCounter, type Seen } from '../counter.ts';
import { application, order } from '../operations/books.ts';
import { openHostileCounter, ordersOf } from './hostile-counter.ts';

const count = 30;
const query = (orderNo: string) => ({ interface: 'invoice.query', payload: { orderNo } });

const textOf = ({ message }: Seen): string => {
  const opened = decryptData(message['data'] ?? '', application);
  return opened.ok ? opened.plaintext : '';
};

/** The answers to `count` orders, beside those of a friendly tenant. */
const askBoth = async (names: readonly HostilityName[], format: 'json' | 'xml' = 'json') => {
  const [hostile, friendly] = [openHostileCounter(names), openCounter()];
  const pairs: { readonly hostile: Seen; readonly friendly: Seen; readonly noted: readonly string[] }[] = [];
  for (const payload of ordersOf(count)) {
    const seen = { hostile: await hostile.ask({ payload, format }), friendly: await friendly.ask({ payload, format }) };
    pairs.push({ ...seen, noted: hostile.lastEntry()?.hostilities ?? [] });
  }
  return pairs;
};

const namesOf = (seen: Seen): readonly string[] => Object.keys(seen.message);
const sorted = (names: readonly string[]): readonly string[] => [...names].sort();

describe.each(['json', 'xml'] as const)('hostile answers in %s', (format) => {
  it('have their members in another order, and the same ones', async () => {
    const pairs = await askBoth(['member-order'], format);
    expect(pairs.every(({ hostile }) => hostile.signed)).toBe(true);
    expect(new Set(pairs.map(({ hostile }) => namesOf(hostile).join())).size).toBe(count);
    expect(new Set(pairs.map(({ hostile }) => Object.keys(hostile.data ?? {}).join())).size).toBe(count);
    for (const { hostile, friendly, noted } of pairs) {
      expect(sorted(namesOf(hostile))).toEqual(sorted(namesOf(friendly)));
      expect(hostile.data).toEqual(friendly.data);
      expect(noted).toEqual(['member-order']);
    }
  });

  it('have members nobody has heard of beside those that belong there, signed strings in the envelope', async () => {
    const pairs = await askBoth(['extra-members'], format);
    expect(pairs.every(({ hostile }) => hostile.signed)).toBe(true);
    const further = pairs.map(({ hostile, friendly }) => namesOf(hostile).length - namesOf(friendly).length);
    expect([Math.min(...further), Math.max(...further)]).toEqual([0, 3]);
    const extra = pairs.flatMap(({ hostile, friendly }) =>
      Object.entries(hostile.data ?? {}).filter(([name]) => !Object.hasOwn(friendly.data ?? {}, name)),
    );
    expect(extra.some(([, value]) => typeof value === 'object' && value !== null)).toBe(true);
    for (const { hostile, friendly } of pairs) {
      expect(hostile.data).toMatchObject(friendly.data ?? {});
      expect(Object.values(hostile.message).every((value) => typeof value === 'string')).toBe(true);
      expect(textOf(hostile)).not.toMatch(/:-?\d+\.\d/);
    }
  });

  it('have what an invoice lacks, empty, and nothing else more', async () => {
    const pairs = await askBoth(['empty-members'], format);
    const more = pairs.flatMap(({ hostile, friendly }) =>
      Object.entries(hostile.data ?? {}).filter(([name]) => !Object.hasOwn(friendly.data ?? {}, name)),
    );
    expect(new Set(more.map(([name]) => name))).toEqual(
      new Set(['deliveredAt', 'paperCode', 'paperNo', 'original', 'redInvoices']),
    );
    const empties = new Set(more.map(([, value]) => JSON.stringify(value)));
    expect(empties).toEqual(new Set(format === 'json' ? ['""', 'null', '[]'] : ['""', '[]']));
    const documents = pairs.map(({ hostile }) => Object.keys((hostile.data?.['documents'] ?? {}) as object).join());
    expect(new Set(documents)).toEqual(new Set(['pdf,xml', 'pdf,xml,ofd']));
  });

  it('are spelt otherwise and say the same', async () => {
    const pairs = await askBoth(['spelling'], format);
    for (const { hostile, friendly } of pairs) {
      expect([hostile.signed, hostile.data, hostile.returnCode]).toEqual([true, friendly.data, '0000']);
      expect(Object.keys(hostile.message)).toEqual(Object.keys(friendly.message));
      expect(hostile.message['returnMessage']).toBe('成功');
    }
    expect(pairs.filter(({ noted }) => noted.join() === 'spelling').length).toBeGreaterThan(count * 0.8);
    const bodies = pairs.map(({ hostile }) => hostile.departure.body).join('');
    const seen = format === 'json' ? ['\\u6210', '\\u00', '\\/', '" : "', '\r\n\t'] : ['<![CDATA[', '&#x', '\r\n\t<'];
    expect(seen.filter((piece) => !bodies.includes(piece))).toEqual([]);
  });

  it('have another text for people, and the same code', async () => {
    const pairs = await askBoth(['return-message'], format);
    const texts = new Set(pairs.map(({ hostile }) => hostile.message['returnMessage']));
    expect(texts.size).toBeGreaterThan(4);
    expect(texts).toContain('');
    expect(pairs.every(({ hostile }) => hostile.signed && hostile.returnCode === '0000')).toBe(true);
  });

  it('can be read and verified with everything at once, refusals too', async () => {
    const counter = openHostileCounter([
      'member-order',
      'extra-members',
      'empty-members',
      'spelling',
      'return-message',
    ]);
    const tooMuch = { ...order, orderNo: 'SO-x', amount: '1.00', remark: '"\\/<&>]]>𠮷\n' };
    const codes: (string | undefined)[] = [];
    for (const payload of [...ordersOf(count), tooMuch, { ...tooMuch, clerk: '' }])
      for (const asked of [{ payload }, query(payload.orderNo)]) {
        const seen = await counter.ask({ ...asked, format });
        expect(seen.signed).toBe(true);
        codes.push(seen.returnCode);
      }
    expect(new Set(codes)).toEqual(new Set(['0000', '1001', '4004']));
  });

  it('are well-formed where nobody signs them, and have no stranger among their members', async () => {
    const counter = openHostileCounter(['member-order', 'extra-members', 'spelling', 'return-message']);
    for (const _ of ordersOf(10)) {
      const { departure, message } = await counter.ask({ members: { appId: 'LD-nobody' }, format });
      const { body } = departure;
      expect(format === 'json' ? readJson(body).ok : readXml(body).ok).toBe(true);
      expect(message).toMatchObject({ returnCode: '2006', signature: '', data: '' });
      expect(namesOf({ message } as Seen)).toHaveLength(10);
    }
  });
});

it('says 10 seconds or leaves them out, and never touches another number or 3003', async () => {
  const told = async (effect: Record<string, unknown>) => {
    const counter = openHostileCounter(['retry-after']);
    counter.setFaults(fault(effect));
    const seen = new Set<string | undefined>();
    for (const payload of ordersOf(count)) {
      const { message, signed } = await counter.ask({ payload });
      expect(signed).toBe(true);
      seen.add(message['retryAfter']);
    }
    return [...seen].sort();
  };
  expect(await told({ returnCode: '3001' })).toEqual(['10', undefined]);
  expect(await told({ returnCode: '3004', retryAfterSeconds: 10 })).toEqual(['10', undefined]);
  expect(await told({ returnCode: '3001', retryAfterSeconds: 30 })).toEqual(['30']);
  expect(await told({ returnCode: '3004', retryAfterSeconds: 1 })).toEqual(['1']);
  expect(await told({ returnCode: '3003', retryAfterSeconds: 10 })).toEqual(['10']);
  expect(await told({ returnCode: '3002' })).toEqual([undefined]);
});
