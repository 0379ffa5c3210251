// What leaves the client: fresh envelopes around one unchanged payload, and an audit entry for each (C-1, C-8, C-13).
import { describe, expect, it } from 'vitest';
import { credentials } from './fake-bureau.ts';
import { sampleOrder } from './sample-order.ts';
import { createTaxpayer } from './taxpayer.ts';

const order = { ...sampleOrder(), remark: null, 内部备注: 'unknown members travel too' };

describe('the attempts of an order', () => {
  it('each have a nonce, a time and an IV of their own', async () => {
    const { client, bureau } = createTaxpayer(['hold', { code: '4004' }, { code: '2003' }, { code: '2004' }]);
    await client.issue(order).catch(() => undefined);
    const { seen } = bureau;
    expect(seen).toHaveLength(4);
    expect(new Set(seen.map(({ nonce }) => nonce)).size).toBe(4);
    expect(new Set(seen.map(({ iv }) => iv)).size).toBe(4);
    expect(seen.map(({ timestamp }) => timestamp)).toEqual([
      '20261123100000',
      '20261123100040',
      '20261123100040',
      '20261123100040',
    ]);
  });

  it('carry the payload as it was given, whatever the caller does with it meanwhile', async () => {
    const { client, bureau } = createTaxpayer(['refused']);
    const given = structuredClone(order);
    const issued = client.issue(given);
    given.amount = '1.00';
    await issued;
    expect(bureau.seen.map(({ payload }) => payload)).toEqual([order]);
  });

  it('are each in the audit log, with parameters and answer and without any key', async () => {
    const { client, audit } = createTaxpayer(['reset', { code: '4004' }]);
    await client.issue(order, { commandId: 'sale-7' });
    const entries = await audit.read();
    expect(entries.map((entry) => [entry.command, entry.interface, entry.returnCode, entry.error !== null])).toEqual([
      ['sale-7', 'invoice.issue', null, true],
      ['sale-7', 'invoice.query', '4004', true],
      ['sale-7', 'invoice.issue', '0000', false],
    ]);
    expect(entries[0]?.parameters).toEqual(order);
    expect(JSON.stringify(entries)).not.toContain(credentials.appSecret);
    expect(JSON.stringify(entries)).not.toContain(credentials.sm4Key);
  });
});
