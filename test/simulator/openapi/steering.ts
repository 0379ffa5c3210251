// A broad session at the control port: each resource is used as people use it, after a tenant's business was done.
import { createSm2KeyPair } from '../../../protocol/sm2.ts';
import { order } from '../operations/books.ts';
import { certificate, form, signed } from '../registration/application-form.ts';
import type { ControlCall } from './control-caller.ts';
import { effectExamples } from './effect-examples.ts';

const base = '/control/v1';
const at = `${base}/tenants/traffic`;
const { taxNo } = order.seller;
const code = '3040201010000000000';

export const readEverything = async (
  call: ControlCall,
  { invoiceNo, refused }: { invoiceNo: string; refused: number },
) => {
  for (const path of ['/healthz', '/readyz', '/metrics', `${base}/root.pem`]) await call(`GET ${path}`, undefined, {});
  for (const path of ['openapi.json', 'openapi/protocol.json', 'openapi'])
    await call(`GET ${base}/${path}`, undefined, {});
  for (const file of ['page.js', 'page.css', 'swagger-ui-bundle.js', 'swagger-ui.css'])
    await call(`GET ${base}/openapi/assets/${file}`, undefined, {});
  await call(`GET ${base}/tenants`);
  for (const path of [
    ...[
      '',
      '/clock',
      '/record',
      '/openapi.json',
      '/faults',
      '/journal',
      '/journal?after=1&limit=2',
      '/journal?mistakes=true',
      '/journal/changes',
    ],
    ...[`/journal/${refused}/diagnosis`, '/journal:verify', '/journal:export', '/journal:export?plain=true'],
    ...['/journal:export?format=csv', '/journal:export?format=excel&plain=true&from=2026-11-23&to=2026-11-23'],
    ...['/journal:export?from=2026-11-23', '/ledger', `/ledger?seller=${taxNo}&status=issued&limit=3`],
    ...['/tax-codes', '/snapshots', '/sheets', '/stock', '/callbacks', '/outbox', '/outbox?masked=false'],
    ...[`/accounts/${taxNo}`, `/accounts/${order.buyer.taxNo}`, '/accounts/nobody'],
    ...[`/documents/${invoiceNo}.pdf`, `/documents/${invoiceNo}.xml`],
  ])
    await call(`GET ${at}${path}`);
};

export const steerTime = async (call: ControlCall) => {
  await call(`POST ${at}/clock`, { mode: 'frozen' });
  await call(`POST ${at}/clock`, { advanceMs: 1000 });
  await call(`POST ${at}/clock`, { advanceTo: '2026-11-24T12:00:00.000+08:00' });
  await call(`POST ${at}/clock`, { advanceTo: '2026-11-24T12:00:01.000+08:00', onlyAtRest: { held: [] } });
};

export const steerFaults = async (call: ControlCall) => {
  const rules = Object.values(effectExamples).flat();
  await call(`PUT ${at}/faults`, rules);
  const inForce = await call(`GET ${at}/faults`);
  await call(`PUT ${at}/faults`, JSON.parse(inForce.text));
  await call(`PATCH ${at}/faults`, [{ id: 'one-more', effect: { hold: true } }]);
  await call(`DELETE ${at}/faults`);
};

export const steerBooks = async (call: ControlCall, invoiceNo: string) => {
  await call(`POST ${at}/quota`, { sellerTaxNo: taxNo, usedByOtherChannels: '10.00', total: '900000.00', filed: true });
  const leaf = { code: '1010101010000000999', from: '2026-12-01', name: '新品', shortName: '新品', rates: ['0.09'] };
  const altered = { code, from: '2027-01-01', name: '软件开发', validTo: '2027-12-31' };
  await call(`POST ${at}/tax-codes`, {
    changes: [
      { act: 'add', smallScaleRates: ['0.03'], levies: [], policies: ['03'], ...leaf },
      { act: 'alter', ...altered },
      { act: 'alter', code, from: '2027-02-01', validTo: null },
      { act: 'withdraw', code: leaf.code, from: '2027-06-01' },
    ],
  });
  await call(`PUT ${at}/snapshots/kept`);
  await call(`POST ${at}/snapshots/kept:restore`);
  await call(`GET ${at}/snapshots`);
  await call(`DELETE ${at}/snapshots/kept`);
  await call(`POST ${at}/marks`, { invoiceNo, mark: 'booked' });
  await call(`POST ${at}/sheets`, { act: 'apply', originalInvoiceNo: invoiceNo });
  const { value } = await call(`GET ${at}/sheets`);
  const sheets = value['sheets'] as readonly { readonly sheetNo: string }[];
  await call(`POST ${at}/sheets`, { act: 'void', sheetNo: sheets.at(-1)?.sheetNo });
  const roll = { sellerTaxNo: taxNo, type: '85', paperCode: '011002600105', from: '00000001', count: 2 };
  await call(`PUT ${at}/stock`, roll);
};

export const steerTenants = async (call: ControlCall, request: object) => {
  await call(`POST ${base}/tenants`, request);
  await call(`DELETE ${base}/tenants/spare/record`);
  await call(`POST ${base}/tenants`, request);
  const settings = {
    ...{
      issue: 'asynchronous',
      issueDelayMs: 1000,
      redIssue: 'automatic',
      deliveryAfterQueries: 2,
      documentDelayMs: 1,
    },
    ...{ documents: 'failing', filingGate: true, rateLimit: { requests: 5, perSeconds: 1 }, busyAbovePerSecond: 9 },
    maintenance: [{ label: 'night', announced: true, daily: { from: '23:00', to: '01:00' } }],
    ...{ asynchronousAbovePerSecond: null, hostile: { seed: 1 }, retentionYears: 6 },
  };
  await call(`PATCH ${base}/tenants/spare`, { settings });
  await call(`GET ${base}/tenants/spare`);
  await call(`POST ${base}/tenants/spare/reset`);
  await call(`DELETE ${base}/tenants/spare`);
};

export const steerCertificates = async (call: ControlCall, clientKeyPem: string) => {
  const { publicKeyPem } = createSm2KeyPair();
  await call(`POST ${at}/certificates`, { appId: 'APP-SELLER', publicKeyPem, validDays: 30 });
  await call(`POST ${at}/certificates`, { appId: 'APP-SELLER', publicKeyPem: clientKeyPem, use: 'client' });
};

/** One goes all the way, one is rejected; what is impossible is tried where it is (409). */
export const steerRegistrations = async (call: ControlCall) => {
  const registrations = `${base}/registrations`;
  const apply = async () => String((await call(`POST ${registrations}`, form)).value['id']);
  const [first, second] = [await apply(), await apply()];
  const holding = { certificate: signed(certificate) };
  await call(`POST ${registrations}/${first}/certify`, holding);
  await call(`POST ${registrations}/${first}/request-cutover`, {});
  await call(`POST ${registrations}/${first}/cutover`);
  await call(`POST ${registrations}/${first}/approve`, { quota: '1.00' });
  await call(`POST ${registrations}/${first}/certify`, holding);
  await call(`POST ${registrations}/${first}/request-cutover`, { types: ['81', '82'] });
  await call(`POST ${registrations}/${first}/cutover`);
  await call(`POST ${registrations}/${second}/reject`, { reason: 'no licence' });
  await call(`POST ${registrations}/${second}/reject`, { reason: 'again' });
  await call(`POST ${registrations}/${second}/approve`);
  await call(`GET ${registrations}`);
  await call(`GET ${registrations}/${first}`);
};
