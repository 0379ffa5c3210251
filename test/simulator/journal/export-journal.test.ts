// The journal as it leaves the house: complete, in order, masked unless asked, and never with a secret (B-11).
import { expect, it } from 'vitest';
import { escapeXml } from '../../../protocol/strict-xml.ts';
import type { ExportWish } from '../../../simulator/journal/export-wish.ts';
import { type CounterOptions, openCounter, type Request } from '../counter.ts';
import { openReceiver } from '../delivery/receiver.ts';
import { application, noon, order, seller } from '../operations/books.ts';

type Line = Readonly<Record<string, unknown>> & {
  readonly kind: string;
  readonly seq: number;
  readonly request: Record<string, string>;
  readonly answer: Record<string, string>;
};

const open = (options: CounterOptions = {}) => {
  const counter = openCounter(options);
  const text = async (shown: 'plain' | 'masked', wish: Partial<ExportWish> = {}) => {
    const pieces = counter.tenant.exportJournal({ shown, format: 'ndjson', from: null, to: null, ...wish });
    let all = '';
    for (let piece = await pieces.next(); !piece.done; piece = await pieces.next()) all += piece.value;
    return all;
  };
  const lines = async (shown: 'plain' | 'masked', wish: Partial<ExportWish> = {}) =>
    (await text(shown, wish))
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Line);
  return { ...counter, text, lines };
};

const buyerTaxNo = order.buyer.taxNo;
const numbers = [seller.taxNo, buyerTaxNo, '106.00', '100.00', '6.00'];

it('has every exchange and every change in the order of their instants, and an end that counts them', async () => {
  const { ask, lines, tenant } = open();
  await ask({ payload: order });
  await tenant.moveClock({ advanceMs: 60_000 });
  await ask({ interface: 'invoice.query', payload: { orderNo: 'SO-1' } });
  const all = await lines('masked');
  expect(all.map(({ kind, seq }) => [kind, seq])).toEqual([
    ['exchange', 1],
    ['status', 1],
    ['status', 2],
    ['exchange', 2],
    ['end', undefined],
  ]);
  expect(all.at(-1)).toMatchObject({
    shown: 'masked',
    exchanges: 2,
    changes: 2,
    dropped: { exchanges: 0, changes: 0 },
  });
});

it.each(['json', 'xml'] as const)(
  'masks tax numbers and amounts in payloads of %s, and leaves the rest readable',
  async (format) => {
    const { ask, lines, text } = open();
    await ask({ payload: order, format });
    const [exchange] = await lines('masked');
    expect(exchange?.request['payload']).toContain('91***43');
    expect(exchange?.request['payload']).toMatch(/软件定制开发.*3040201010000000000.*0\.06/s);
    expect(exchange?.answer['payload']).toMatch(/"invoiceNo":"\d{20}".*"total":"\*\*\*"/);
    const masked = await text('masked');
    expect(numbers.filter((one) => masked.includes(one))).toEqual([]);
  },
);

it('leaves out what went over the wire, unless it is asked for plain', async () => {
  const { ask, lines } = open();
  const { message, departure } = await ask({ payload: order });
  const [masked, plain] = [JSON.stringify(await lines('masked')), JSON.stringify(await lines('plain'))];
  expect([message['signature'], message['data']].filter((one) => masked.includes(String(one)))).toEqual([]);
  expect(masked).not.toContain('"body"');
  expect(numbers.filter((one) => !plain.includes(one))).toEqual([]);
  expect((await lines('plain'))[0]?.answer['body']).toBe(departure.body);
});

const wrong = { ...order, total: '10712345', remark: `合同 ${buyerTaxNo} 金额 88.50 元` };
it.each<[string, Request, readonly string[]]>([
  ['the words of the gates', { payload: wrong }, ['88.50', '10712345']],
  ['a remark', { payload: wrong }, [buyerTaxNo, '88.50']],
  ['a remark with a currency', { payload: { ...order, remark: 'RMB66.60' } }, ['66.60']],
  [
    'a member that is misspelt',
    { payload: { ...order, Total: '77.70', buyerTaxNumber: buyerTaxNo } },
    ['77.70', buyerTaxNo],
  ],
  ['a number instead of a string', { payload: { ...order, amount: 12345 } }, ['12345']],
  ['a payload that is none', { text: `{"amount":"55.50","buyer":"${buyerTaxNo}"` }, ['55.50', buyerTaxNo]],
])('masks what stands in %s', async (_where, request, hidden) => {
  const { ask, text } = open();
  await ask(request);
  const [plain, masked] = [await text('plain'), await text('masked')];
  expect(hidden.filter((one) => masked.includes(one))).toEqual([]);
  expect(plain.replaceAll('\\', '')).toContain(hidden.at(-1));
});

const spellings = (secret: string): readonly string[] => [
  secret,
  encodeURIComponent(secret),
  Buffer.from(secret).toString('hex'),
  Buffer.from(secret).toString('hex').toUpperCase(),
  Buffer.from(secret).toString('base64'),
  JSON.stringify(secret).slice(1, -1),
];
const treacherous = {
  ...application,
  appSecret: 'a "quoted" & \\slashed secret',
  sm4Key: 'AbCdEf0123456789aBcDeF9876543210',
};
it.each([
  ['plain', 'ndjson'],
  ['masked', 'ndjson'],
  ['plain', 'csv'],
  ['masked', 'excel'],
] as const)('has no secret in it, however a client spelt it: %s, %s', async (shown, format) => {
  const { ask, text } = open({ applications: [treacherous] });
  const { appSecret, sm4Key } = treacherous;
  const told = [...spellings(appSecret), ...spellings(sm4Key), sm4Key.toLowerCase(), sm4Key.toUpperCase()];
  for (const remark of told) {
    await ask({ payload: { ...order, remark } });
    await ask({ payload: { ...order, remark }, format: 'xml' });
    await ask({ body: JSON.stringify({ appId: remark }) });
  }
  const all = await text(shown, { format });
  const escaped = told.flatMap((one) => [
    one,
    escapeXml(one),
    JSON.stringify(one).slice(1, -1),
    one.replaceAll('"', '""'),
  ]);
  expect(escaped.filter((one) => all.includes(one))).toEqual([]);
  expect(all).toContain('SO-1');
});

it('leaves out bytes that are no text when a secret is among them, whatever base64 makes of it', async () => {
  const { tenant, lines } = open();
  for (const body of [
    [0xff, ...Buffer.from(application.appSecret)],
    [0xff, 0xfe],
  ]) {
    const arrival = { method: 'POST', path: '/test/v1/quota.query', contentType: null, tooLarge: false, connection: 1 };
    const { signal } = new AbortController();
    const visit = await tenant.receive({ ...arrival, secure: true, body: new Uint8Array(body), left: signal });
    visit.finished(true);
  }
  expect((await lines('plain')).slice(0, 2).map(({ request }) => request['body'])).toEqual(['***', '//4=']);
});

it('begins and ends where it is told to, the end excluded, and says so', async () => {
  const { ask, tenant, lines } = open();
  await ask({ payload: order });
  await tenant.moveClock({ advanceMs: 60_000 });
  await ask({ interface: 'quota.query', payload: {} });
  const kinds = async (from: number | null, to: number | null) =>
    (await lines('masked', { from, to })).map(({ kind }) => kind);
  const later = noon + 60_000;
  expect(await kinds(null, later)).toEqual(['exchange', 'status', 'end']);
  expect(await kinds(later, null)).toEqual(['status', 'exchange', 'end']);
  expect(await kinds(noon + 1, later)).toEqual(['end']);
  expect((await lines('masked', { from: later, to: later + 1 })).at(-1)).toMatchObject({
    from: '2026-11-23T12:01:00.000+08:00',
    to: '2026-11-23T12:01:00.001+08:00',
    exchanges: 1,
    changes: 1,
  });
});

it('comes whole over several pages, and says what had been dropped', async () => {
  const { ask, lines } = open({ journalBounds: { mostEntries: 120, mostBytes: 100_000_000 } });
  for (let number = 1; number <= 130; number += 1) await ask({ interface: 'quota.query', payload: {} });
  const all = await lines('masked');
  expect(all.slice(0, -1).map(({ seq }) => seq)).toEqual(Array.from({ length: 120 }, (_, at) => at + 11));
  expect(all.at(-1)).toMatchObject({ exchanges: 120, dropped: { exchanges: 10, changes: 0 } });
});

it('masks what a receiver of pushes answered, and leaves out what it was sent', async () => {
  const receiver = await openReceiver(() => ({ body: '{"returnCode":"0000","amount":"10600"}' }));
  const { ask, tenant, lines } = open();
  await ask({ payload: { ...order, callbackUrl: receiver.url } });
  await tenant.moveClock({ advanceMs: 3_600_000 });
  await receiver.close();
  const [push] = (await lines('masked')).filter(({ kind }) => kind === 'push');
  expect(push).toMatchObject({ outcome: 'answered', answer: '{"returnCode":"0000","amount":"***"}' });
  expect(Object.keys(push ?? {})).not.toContain('body');
});

it('masks a tax number in the cause of a change', async () => {
  const { ask, tenant, text } = open({ settings: { issue: 'asynchronous' } });
  await ask({ payload: order });
  await tenant.patch({ sellers: [{ taxNo: seller.taxNo, riskBlocked: true }] });
  await tenant.moveClock({ advanceMs: 5000 });
  expect(await text('masked')).toContain('"cause":"91***2Q is blocked"');
});
