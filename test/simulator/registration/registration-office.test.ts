import { mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRegistrationStore } from '../../../simulator/registration/registration-store.ts';
import { application, noon, seller } from '../operations/books.ts';
import { certificate, form, gist, openOffice, signed } from './application-form.ts';

const certify = ['certify', { certificate: signed(certificate) }] as const;
const toCertified = [['approve'], certify] as const;
const toRequested = [...toCertified, ['request-cutover']] as const;

describe('an application for registration', () => {
  it.each([
    [
      'no legal representative',
      { enterprise: { ...form.enterprise, legalRepresentative: '' } },
      '/enterprise/legalRepresentative',
    ],
    ['a tax number of a wrong form', { enterprise: { ...form.enterprise, taxNo: '1' } }, '/enterprise/taxNo'],
    ['an unknown kind', { enterprise: { ...form.enterprise, kind: 'big' } }, '/enterprise/kind'],
    ['no licence', { documents: form.documents.slice(1) }, '/documents'],
    ['no type', { types: [] }, '/types'],
    ['a limit of a type not asked for', { limits: { '85': '1.00' } }, '/limits/85'],
    ['SM2 without a key', { technical: { signType: 'SM2-SM3' } }, '/technical/publicKeyPem'],
    [
      'SM2 with a key that is none',
      { technical: { signType: 'SM2-SM3', publicKeyPem: 'x' } },
      '/technical/publicKeyPem',
    ],
    ['an unknown member', { shop: 'x' }, '/shop'],
  ])('is refused with %s', (_what, change, pointer) => {
    const taken = openOffice().office.apply({ ...form, ...change });
    expect(taken.ok ? [] : taken.problems.map((problem) => problem.pointer)).toEqual([pointer]);
  });

  it('waits, and gives nothing yet', () => {
    const { office, apply, tenant } = openOffice();
    const id = apply();
    expect(office.list()).toMatchObject([{ id, state: 'applied', test: null, production: null }]);
    expect(tenant.register().sellers.has(form.enterprise.taxNo)).toBe(false);
  });

  it('is rejected with a reason', async () => {
    const { apply, through } = openOffice();
    const id = apply();
    expect(gist(await through(id, ['reject', {}]))).toEqual([400, " must have required property 'reason'"]);
    expect(await through(id, ['reject', { reason: '资料不全' }])).toMatchObject({
      value: { state: 'rejected', history: [{ act: 'apply' }, { act: 'reject', note: '资料不全' }] },
    });
    expect(gist(await through(id, ['approve']))).toEqual([
      409,
      ' approve is not possible: the registration is rejected (B-8)',
    ]);
  });
});

describe('the approval', () => {
  it('gives credentials of the test environment once, and enters seller and application', async () => {
    const { apply, through, tenant, office } = openOffice();
    const id = apply();
    const approved = await through(id, ['approve']);
    const { credentials } = (approved.ok ? approved.value : {}) as { credentials: Record<string, string> };
    expect(credentials).toEqual({
      environment: 'test',
      appId: expect.stringMatching(/^LD\d{10}$/),
      appSecret: expect.stringMatching(/^[0-9A-Za-z_-]{32}$/),
      sm4Key: expect.stringMatching(/^[0-9a-f]{32}$/),
    });
    expect(tenant.register().applications.get(credentials['appId'] ?? '')).toEqual({
      ...credentials,
      ...form.technical,
      signType: 'HMAC-SM3',
      sellers: [form.enterprise.taxNo],
    });
    expect(tenant.register().sellers.get(form.enterprise.taxNo)).toMatchObject({
      types: ['81', '82'],
      quota: '500000.00',
    });
    expect(JSON.stringify([office.find(id), office.list()])).not.toContain(credentials['appSecret']);
  });

  it('may grant less than was asked for, and not more', async () => {
    const { apply, through, tenant } = openOffice();
    const id = apply();
    expect(gist(await through(id, ['approve', { types: ['82', '85'] }]))).toEqual([409, '/types 85 was not asked for']);
    expect(gist(await through(id, ['approve', { types: ['82'], limits: {}, quota: '1.00' }]))).toBe('testing');
    expect(tenant.register().sellers.get(form.enterprise.taxNo)).toMatchObject({
      types: ['82'],
      limits: {},
      quota: '1.00',
    });
  });

  it('takes a further shop of a registered company as the company stands in the register', async () => {
    const { apply, through, tenant } = openOffice();
    const enterprise = { ...form.enterprise, name: seller.name, taxNo: seller.taxNo };
    expect(gist(await through(apply({ ...form, enterprise }), ['approve']))).toBe('testing');
    expect(tenant.register().sellers.get(seller.taxNo)).toEqual(seller);
    expect(tenant.register().applications.size).toBe(2);
    const stranger = { ...enterprise, name: '别家公司' };
    expect(gist(await through(apply({ ...form, enterprise: stranger }), ['approve']))).toEqual([
      409,
      `/enterprise/name ${seller.taxNo} is registered as ${seller.name}`,
    ]);
  });

  it('is given once, however many ask at once', async () => {
    const { apply, office, tenant } = openOffice();
    const id = apply();
    const all = await Promise.all([1, 2, 3].map(() => office.act('approve', id, {})));
    expect(all.map(({ ok }) => ok)).toEqual([true, false, false]);
    expect(tenant.register().applications.size).toBe(2);
  });
});

describe('the cutover', () => {
  it('gives credentials of their own for production', async () => {
    const { apply, through, tenant } = openOffice();
    const done = await through(apply(), ...toRequested, ['cutover']);
    expect(done).toMatchObject({ value: { state: 'production', credentials: { environment: 'production' } } });
    const given = [...tenant.register().applications.values()].slice(1);
    expect(given.map(({ environment }) => environment)).toEqual(['test', 'production']);
    for (const member of ['appId', 'appSecret', 'sm4Key'] as const)
      expect(new Set(given.map((one) => one[member])).size).toBe(2);
    expect(given[1]).toMatchObject(form.technical);
  });

  it.each([
    [
      { signType: 'SM2-SM3' },
      [
        '/signType signType in test: HMAC-SM3; asked for in production: SM2-SM3 (B-8)',
        '/publicKeyPem is missing (E-3) for production',
      ],
    ],
    [{ encryptType: 'SM4-CBC' }, ['/encryptType encryptType in test: SM4-ECB; asked for in production: SM4-CBC (B-8)']],
    [{ interfaces: ['invoice.query', 'invoice.issue'] }, []],
    [
      { interfaces: ['invoice.issue'] },
      ['/interfaces interfaces in test: invoice.issue, invoice.query; asked for in production: invoice.issue (B-8)'],
    ],
    [{ types: ['82', '81'] }, []],
    [
      { types: ['81'], limits: { '81': '200000.00' } },
      [
        '/types types in test: 81, 82; asked for in production: 81 (B-8)',
        '/limits limits in test: 81 up to 100000.00; asked for in production: 81 up to 200000.00 (B-8)',
      ],
    ],
    [
      { sellers: [seller.taxNo] },
      [`/sellers sellers in test: ${form.enterprise.taxNo}; asked for in production: ${seller.taxNo} (B-8)`],
    ],
  ])('lists what differs from the test when %j is asked for', async (settings, differences) => {
    const { apply, through } = openOffice();
    const said = gist(await through(apply(), ...toCertified, ['request-cutover', settings], ['cutover']));
    expect(said).toEqual(differences.length === 0 ? 'production' : [409, ...differences]);
  });

  it('compares with the test application as it is now', async () => {
    const { apply, through, tenant } = openOffice();
    const id = apply();
    await through(id, ...toRequested);
    const appId = [...tenant.register().applications.keys()].find((one) => one !== application.appId);
    await tenant.patch({ applications: [{ appId, encryptType: 'SM4-CBC' }] });
    expect(gist(await through(id, ['cutover']))).toEqual([
      409,
      '/encryptType encryptType in test: SM4-CBC; asked for in production: SM4-ECB (B-8)',
    ]);
  });

  it('may be asked for again with other settings after it was refused', async () => {
    const { apply, through } = openOffice();
    const id = apply();
    await through(id, ...toCertified, ['request-cutover', { types: ['81'] }], ['cutover']);
    expect(gist(await through(id, ['request-cutover', {}], ['cutover']))).toBe('production');
  });

  it('is refused when the certificate has ended in the meantime', async () => {
    const { apply, through, moveTo } = openOffice();
    const id = apply();
    await through(id, ...toRequested);
    moveTo(Date.parse(certificate.notAfter));
    expect(gist(await through(id, ['cutover']))).toEqual([
      409,
      `/certificate the certificate of conformance does not hold: it ended at ${certificate.notAfter} (B-8)`,
    ]);
  });

  it('is not reached without a certificate that holds', async () => {
    const { apply, through } = openOffice({ issuers: [] });
    const id = apply();
    expect(gist(await through(id, ['approve'], certify))).toEqual([
      409,
      '/certificate the certificate of conformance does not hold: this bureau trusts no issuer; start it with --certificate-issuers FILE (B-8)',
    ]);
    expect(gist(await through(id, ['request-cutover']))).toEqual([
      409,
      ' request-cutover is not possible: the registration is testing (B-8)',
    ]);
  });

  it('knows only registrations that were handed in', async () => {
    expect(gist(await openOffice().through('REG-0', ['cutover']))).toEqual([404, ' there is no registration "REG-0"']);
  });
});

describe('the file of registrations', () => {
  const newPath = () => join(mkdtempSync(join(tmpdir(), 'registrations-')), 'registrations.json');

  it('brings seller and applications back into the register', async () => {
    const path = newPath();
    const first = openOffice({ path });
    await first.through(first.apply(), ...toRequested, ['cutover']);
    const second = openOffice({ path });
    await second.office.takeUp();
    expect(second.tenant.register().sellers).toEqual(first.tenant.register().sellers);
    expect(second.tenant.register().applications).toEqual(first.tenant.register().applications);
    expect(second.office.list()).toEqual(first.office.list());
  });

  it('can be read by people, but by its owner only, and leaves nothing beside it', () => {
    const path = newPath();
    openOffice({ path }).apply();
    expect(readFileSync(path, 'utf8')).toContain('"legalRepresentative": "王五"');
    expect([statSync(path).mode & 0o077, readdirSync(join(path, '..'))]).toEqual([0, ['registrations.json']]);
  });

  it.each([
    ['{"registrations": [', /registrations\.json is no JSON/],
    [
      '{"registrations": [{"id": "REG-1"}]}',
      /registrations\.json: \/registrations\/0 must have required property 'state'/,
    ],
  ])('is not opened when it holds %s', (text, message) => {
    const path = newPath();
    writeFileSync(path, text);
    expect(() => openRegistrationStore(path)).toThrow(message);
  });

  it('keeps in mind what could not be written, as not done', () => {
    const store = openRegistrationStore(join(newPath(), 'no', 'folder'));
    const { office } = openOffice();
    office.apply(form);
    expect(() => store.put({ id: 'REG-1', state: 'applied' } as Parameters<typeof store.put>[0])).toThrow(/ENOENT/);
    expect(store.all()).toEqual([]);
  });
});

it('the office tells the tenant’s time', () => {
  const { apply, office, moveTo } = openOffice();
  moveTo(noon + 1000);
  apply();
  expect(office.list()).toMatchObject([{ history: [{ at: '2026-11-23T12:00:01.000+08:00', act: 'apply' }] }]);
});
