// A hostile bureau as its callers meet it: who is hostile and since when, what the road carries, what journal and headers say.
import { afterEach, expect, it } from 'vitest';
import { createNonce } from '../../../protocol/nonce.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { writeTimestamp } from '../../../protocol/timestamp.ts';
import { type Bureau, type BureauOptions, createBureau } from '../../../simulator/bureau.ts';
import { hostilityNames } from '../../../simulator/hostility/names.ts';
import { createSeededBytes } from '../../../simulator/randomness.ts';
import { answerOf, connectTo, postText, watch } from '../doors/raw-visit.ts';
import { application, seller } from '../operations/books.ts';

const open: Bureau[] = [];
afterEach(() => Promise.all(open.splice(0).map((bureau) => bureau.close())));

const openBureau = async (options: BureauOptions = {}): Promise<Bureau> => {
  const bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, ...options });
  open.push(bureau);
  return bureau;
};

const requestFor = (id: string) => ({ id, sellers: [seller], applications: [{ ...application, appId: `LD-${id}` }] });
const hostileOf = (bureau: Bureau, id: string) =>
  (bureau.tenant(id)?.view()['settings'] as Record<string, unknown> | undefined)?.['hostile'];
const calmBut = (...names: readonly string[]) => hostilityNames.filter((name) => !names.includes(name));

/** Refused for its signature and answered, so that nothing is left behind: the same request may be sent again and again. */
const refusedRequest = (appId: string, nonce: string): string => {
  const message = {
    ...{ appId, interface: 'quota.query', version: '1.0', timestamp: writeTimestamp(Date.now()), nonce },
    ...{ encryptType: 'SM4-CBC', data: 'AAECAwQFBgcICQoLDA0OD/cLuZwdXkWmKNBtQiwPAvA=', signType: 'HMAC-SM3' },
  };
  return JSON.stringify({ ...message, signature: signHmacSm3(signatureText(message), 'nobody’s') });
};

const random = createSeededBytes('hostile-bureau');
/** What came over the wire, byte by byte, on a connection that is kept unless the bureau closes it. */
const visit = async (bureau: Bureau, id: string) => {
  const url = new URL(`/t/${id}/test/v1/quota.query`, String(bureau.httpUrl));
  const socket = connectTo({ port: Number(url.port), ca: null });
  const sight = watch(socket);
  let first = '';
  socket.on('data', (chunk: Buffer) => {
    first += chunk.toString();
    if (/\r\n0\r\n\r\n$|\r\n\r\n.*\}\s*$/s.test(first)) socket.end();
  });
  const body = refusedRequest(`LD-${id}`, createNonce(random));
  socket.write(postText(url.pathname, body).replace('Connection: close\r\n', ''));
  return answerOf((await sight).text);
};

it('is friendly unless told otherwise, and every tenant is as its settings say', async () => {
  const friendly = await openBureau();
  expect(hostileOf(friendly, 'default')).toBeUndefined();
  const hostile = await openBureau({ hostile: 5 });
  expect(hostileOf(hostile, 'default')).toEqual({ seed: 5 });
  await hostile.createTenant(requestFor('as-the-house'));
  await hostile.createTenant({ ...requestFor('friendly'), settings: { hostile: null } });
  await hostile.createTenant({ ...requestFor('own'), settings: { hostile: { seed: 6, calm: ['spelling'] } } });
  expect(['as-the-house', 'friendly', 'own'].map((id) => hostileOf(hostile, id))).toEqual([
    { seed: 5 },
    null,
    { seed: 6, calm: ['spelling'] },
  ]);
});

it('refuses to calm what nobody knows, with the nearest name', async () => {
  await expect(openBureau({ hostile: { seed: 1, calm: ['member-oder'] } })).rejects.toMatchObject({
    message: expect.stringContaining('did you mean member-order?'),
    remedy: expect.stringContaining('late-documents'),
  });
  const bureau = await openBureau();
  const wrong = { hostile: { seed: 1, calm: ['spelling', 'laging-query'] } };
  const made = await bureau.createTenant({ ...requestFor('wrong'), settings: wrong });
  const patched = await bureau.tenant('default')?.patch({ settings: wrong });
  for (const refused of [made, patched])
    expect(refused).toMatchObject({
      ok: false,
      problems: [{ pointer: '/settings/hostile/calm/1', detail: expect.stringContaining('lagging-query') }],
    });
});

it('turns hostile and friendly again while it is open', async () => {
  const bureau = await openBureau({ explain: true });
  await bureau.createTenant(requestFor('turning'));
  const headOf = async () => (await visit(bureau, 'turning')).head;
  const before = await headOf();
  await bureau.tenant('turning')?.patch({ settings: { hostile: { seed: 1, calm: calmBut('member-order') } } });
  const during = await headOf();
  await bureau.tenant('turning')?.patch({ settings: { issue: 'asynchronous' } });
  const still = await headOf();
  await bureau.tenant('turning')?.patch({ settings: { hostile: null } });
  const after = await headOf();
  const told = [before, during, still, after].map((head) => /x-bureau-hostility: (.*)/i.exec(head)?.[1]?.trim());
  expect(told).toEqual([undefined, 'member-order', 'member-order', undefined]);
  const entries = bureau.tenant('turning')?.readJournal({ after: 0, limit: 10 })['entries'];
  const noted = (entries as { hostilities?: string[] }[]).map(({ hostilities }) => hostilities);
  expect(noted).toEqual([undefined, ['member-order'], ['member-order'], undefined]);
});

it('comes in other clothes of HTTP: chunks or a length, names in any case, sometimes the last of its connection', async () => {
  const bureau = await openBureau();
  const settings = { hostile: { seed: 2, calm: calmBut('http-form') } };
  await bureau.createTenant({ ...requestFor('clothes'), settings });
  const seen = { chunked: 0, length: 0, closed: 0, names: new Set<string>(), types: new Set<string>() };
  for (let at = 0; at < 40; at += 1) {
    const { status, head, body } = await visit(bureau, 'clothes');
    const [, name = '', type = ''] = /^(content-type): (.*?)\r?$/im.exec(head) ?? [];
    seen.names.add(name);
    seen.types.add(type);
    if (/^connection: close/im.test(head)) seen.closed += 1;
    const chunked = /^transfer-encoding: chunked/im.test(head);
    if (chunked) seen.chunked += 1;
    else seen.length += 1;
    const length = Number(/^content-length: (\d+)/im.exec(head)?.[1] ?? Number.NaN);
    expect(chunked ? body.endsWith('\r\n0\r\n\r\n') : length === Buffer.byteLength(body)).toBe(true);
    const whole = chunked ? body.replace(/(^|\r\n)[0-9a-f]+\r\n/gi, '') : body;
    expect([status, JSON.parse(whole).returnCode]).toEqual([200, '2002']);
  }
  expect([seen.chunked > 8, seen.length > 8, seen.closed > 2, seen.closed < 20]).toEqual([true, true, true, true]);
  expect(seen.names).toEqual(new Set(['content-type', 'Content-Type', 'CONTENT-TYPE']));
  expect(seen.types.size).toBe(4);
});
