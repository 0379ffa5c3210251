// B-10: whatever one tenant does, another sees the very same bytes as if it were alone in the bureau.
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { decryptData } from '../../../protocol/cipher.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import { effectKinds } from '../../../simulator/faults/effect-kinds.ts';
import { connectTo, postText, watch } from '../doors/raw-visit.ts';
import { application, order, seller } from '../operations/books.ts';
import { bystander, callControl, converse, mainPort, requestOf, startAt, stepCount } from './bystander.ts';
import { acts, faultRules, type Lodging, lodgings, openMeddler } from './meddler.ts';

let bureau: Bureau;
let undisturbed: readonly string[] = [];
beforeAll(async () => {
  bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, seed: 1 });
  undisturbed = await converse(bureau, async () => undefined);
});
afterAll(() => bureau.close());

/** The bystander's conversation with these acts before each of its steps, and what the bureau would not do of them. */
const disturbed = async (lodging: Lodging, namesOf: (step: number) => readonly string[]) => {
  const meddler = await openMeddler(bureau, lodging);
  const seen = await converse(bureau, async (step) => {
    for (const name of namesOf(step)) await meddler.act(name);
  });
  meddler.leave();
  return { seen, refusals: meddler.refusals };
};

/** Closing or disguising the listener is refused where others share it, and so are names that others have. */
const isRefused = (name: string, lodging: Lodging): boolean =>
  name === 'takes the names of the bystander' ||
  (/ (listenerClosed|falseCertificate)$/.test(name) && lodging !== 'with a port of its own');

const single: readonly (readonly [string, Lodging])[] = [
  ...Object.keys(acts).map((name) => [name, 'sharing the main port'] as const),
  ['has the fault listenerClosed', 'with a port of its own'],
  ['has the fault listenerClosed', 'as the demonstration tenant'],
  ['has the fault falseCertificate', 'with a port of its own'],
  ['has the fault falseCertificate', 'as the demonstration tenant'],
  ['begins anew', 'as the demonstration tenant'],
];

describe('a tenant beside one that does whatever it can', () => {
  it('has a conversation that is worth disturbing, the same whenever it is alone', async () => {
    expect(await converse(bureau, async () => undefined)).toEqual(undisturbed);
    const codes = undisturbed.flatMap((text) => text.match(/returnCode[\\":]+\d{4}/g) ?? []);
    expect(new Set(codes.map((code) => code.slice(-4))).size).toBeGreaterThan(3);
  });

  it('meets every fault there is', () => {
    expect(Object.keys(faultRules).sort()).toEqual([...effectKinds.keys()].sort());
  });

  it.each(single)('sees nothing of it when its neighbour %s, %s', async (name, lodging) => {
    const { seen, refusals } = await disturbed(lodging, (step) => (step % 5 === 1 ? [name] : []));
    expect(seen).toEqual(undisturbed);
    expect(refusals.length > 0).toBe(isRefused(name, lodging));
  });

  it.each(lodgings)(
    'sees nothing of any mixture of acts by a neighbour %s',
    async (lodging) => {
      const ofStep = fc.array(fc.constantFrom(...Object.keys(acts)), { maxLength: 3 });
      const mixture = fc.array(ofStep, { minLength: stepCount, maxLength: stepCount });
      await fc.assert(
        fc.asyncProperty(mixture, async (names) => {
          const { seen } = await disturbed(lodging, (step) => names[step] ?? []);
          expect(seen).toEqual(undisturbed);
        }),
        { numRuns: 5 },
      );
    },
    60_000,
  );

  it.each([
    ['clock', { advanceMs: 1 }],
    ['reset', {}],
    ['quota', { sellerTaxNo: seller.taxNo, total: '0.00' }],
    ['marks', { invoiceNo: '26112000000000000001', mark: 'used' }],
  ])('would see it if its own %s were touched', async (what, body) => {
    const seen = await converse(bureau, async (step) => {
      if (step === 4) await callControl(bureau, 'POST', `/tenants/bystander/${what}`, body);
    });
    expect(seen).not.toEqual(undisturbed);
  });
});

const connectAndAsk = (own: Bureau) => {
  const socket = connectTo({ port: mainPort(own), ca: null });
  socket.write(postText('/nowhere', '{}'));
  return socket;
};

describe('doors and names of tenants', () => {
  it('opens the main doors for whoever moves in while a fault of the demonstration tenant has them closed, and closes them again after', async () => {
    const own = await createBureau({ port: 0, httpPort: 0, controlPort: 0 });
    const knock = async () => (await watch(connectAndAsk(own))).end;
    await callControl(own, 'PUT', '/tenants/default/faults', [{ id: 'out', effect: { listenerClosed: true } }]);
    const ends = [await knock()];
    await own.createTenant({ id: 'guest', sellers: [seller], applications: [bystander] });
    ends.push(await knock());
    await own.removeTenant('guest');
    ends.push(await knock());
    await own.removeTenant('default');
    ends.push(await knock());
    await own.close();
    expect(ends).toEqual(['ECONNREFUSED', 'end', 'ECONNREFUSED', 'end']);
  });

  it("hands out a tenant's documents below its own prefix alone", async () => {
    for (const [id, appId] of [
      ['one', 'APP-ONE'],
      ['two', 'APP-TWO'],
    ] as const)
      await bureau.createTenant({
        id,
        clock: { mode: 'frozen', now: startAt },
        sellers: [seller],
        applications: [{ ...application, appId }],
      });
    const asking = { interface: 'invoice.issue', payload: order, nonce: 'n'.repeat(16), iv: Buffer.alloc(16) };
    const ask = requestOf({ ...application, appId: 'APP-ONE' }, asking, Date.parse(startAt));
    const answer = await fetch(`http://localhost:${mainPort(bureau)}/t/one/test/v1/invoice.issue`, {
      method: 'POST',
      body: ask,
    });
    const { data } = (await answer.json()) as { readonly data: string };
    const opened = decryptData(data, application);
    const link = /http:[^"]+\.xml/.exec(opened.ok ? opened.plaintext : '')?.[0] ?? '';
    const places = [
      link,
      link.replace('/t/one/', '/t/two/'),
      link.replace('/t/one/', '/'),
      link.replace('/test/', '/production/'),
    ];
    const statuses = [];
    for (const place of places) statuses.push((await fetch(place)).status);
    expect(statuses).toEqual([200, 404, 404, 404]);
  });
});
