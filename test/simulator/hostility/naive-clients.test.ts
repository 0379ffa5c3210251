// What hostility is for: habits that a friendly bureau never punishes, and a hostile one does.
import { describe, expect, it } from 'vitest';
import { verifyHmacSm3 } from '../../../protocol/signature.ts';
import { hostilityNames } from '../../../simulator/hostility/names.ts';
import { openCounter, type Seen } from '../counter.ts';
import { application } from '../operations/books.ts';
import { openHostileCounter, ordersOf } from './hostile-counter.ts';

const members =
  'requestId requestNonce interface timestamp returnCode returnMessage encryptType data signType signature'.split(' ');

/** What a hasty program makes of an answer that is genuine; true: it believes it. */
const habits: readonly (readonly [string, (seen: Seen) => boolean])[] = [
  [
    'wants the members it knows and no others',
    ({ message }) => Object.keys(message).sort().join() === [...members].sort().join(),
  ],
  ['finds the code with a regular expression', ({ departure }) => /"returnCode":"0000"/.test(departure.body)],
  ['believes the text instead of the code', ({ message }) => message['returnMessage'] === '成功'],
  [
    'signs the ten members it knows, sorted by hand',
    ({ message }) => {
      const named = [...members].filter((name) => name !== 'signature').sort();
      const text = named.map((name) => `${name}=${message[name]}`).join('&');
      return verifyHmacSm3(text, application.appSecret, message['signature'] ?? '');
    },
  ],
  [
    'takes the invoice for delivered where it has such a member',
    ({ data }) => !Object.hasOwn(data ?? {}, 'deliveredAt'),
  ],
  [
    'opens the document of every invoice',
    ({ data }) => typeof (data?.['documents'] as { pdf?: string } | null)?.pdf === 'string',
  ],
  ['knows no answer but 0000 to a lawful order', ({ returnCode }) => returnCode === '0000'],
];

describe.each(habits)('a client that %s', (_habit, believes) => {
  it('gets along with a friendly bureau for long, and not with a hostile one', async () => {
    const [friendly, hostile] = [openCounter(), openHostileCounter(hostilityNames)];
    const verdicts = { friendly: new Set<boolean>(), hostile: new Set<boolean>() };
    for (const payload of ordersOf(25)) {
      verdicts.friendly.add(believes(await friendly.ask({ payload })));
      verdicts.hostile.add(believes(await hostile.ask({ payload })));
    }
    expect(verdicts.friendly).toEqual(new Set([true]));
    expect(verdicts.hostile).toContain(false);
  });
});

describe('a client that takes another order number where the query finds nothing', () => {
  const invoicesOf = async (counter: ReturnType<typeof openCounter>): Promise<number> => {
    for (const payload of ordersOf(10)) {
      await counter.ask({ payload });
      const asked = await counter.ask({ interface: 'invoice.query', payload: { orderNo: payload.orderNo } });
      if (asked.returnCode === '4004')
        await counter.ask({ payload: { ...payload, orderNo: `${payload.orderNo}-again` } });
    }
    return counter.invoices().length;
  };

  it('issues each sale once beside a friendly bureau, and some twice beside a hostile one (C-8)', async () => {
    expect(await invoicesOf(openCounter())).toBe(10);
    expect(await invoicesOf(openHostileCounter(['lagging-query']))).toBeGreaterThan(10);
  });
});
