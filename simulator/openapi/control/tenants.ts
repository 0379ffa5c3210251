// Chapter `tenants`: closed worlds of their own, their register and their time.
import { Type } from '../../../protocol/schema.ts';
import { clockModes, fastestRate, slowestRate } from '../../clock.ts';
import { farthestAdvanceMs } from '../../control/clock.ts';
import { Application } from '../../register/application.ts';
import { strict, words } from '../../register/schema-parts.ts';
import { Seller } from '../../register/seller.ts';
import { TenantPatch, TenantRequest } from '../../register/tenant-request.ts';
import { TenantSettings } from '../../register/tenant-settings.ts';
import { count, instant, orNull, text } from '../forms.ts';
import { answerJson, type Chapter, locationHeader } from '../route.ts';

const masked = Type.Literal('***');
export const MaskedApplication = Type.Object({ ...Application.properties, appSecret: masked, sm4Key: masked }, strict);

export const PushUnderWay = Type.Object({
  requestId: text,
  orderNo: text,
  invoiceNo: orNull(text),
  status: text,
});

export const Clock = Type.Object({
  mode: words(clockModes),
  rate: Type.Number({ description: 'how many times as fast as the machine’s time a real clock runs' }),
  now: instant,
  nextEventAt: orNull(instant),
  /** Exchanges that have begun and not ended; `held` by a fault on purpose (D-4). */
  inFlight: Type.Array(
    Type.Object({ nonce: orNull(text), state: words(['working', 'held', 'answering']), exchange: count }),
  ),
  pushes: Type.Array(PushUnderWay),
  /** Where it was to move at rest only. */
  moved: Type.Optional(Type.Boolean()),
});

const ClockRequest = Type.Object(
  {
    mode: Type.Optional(words(clockModes)),
    rate: Type.Optional(Type.Number({ minimum: slowestRate, maximum: fastestRate })),
    advanceTo: Type.Optional(instant),
    advanceMs: Type.Optional(Type.Integer({ minimum: 0, maximum: farthestAdvanceMs })),
    onlyAtRest: Type.Optional(
      Type.Object(
        { held: Type.Array(text) },
        {
          ...strict,
          description:
            'With advanceTo: nothing moves unless the requests with these nonces are held, nothing else is under way, and nothing is due until then; `moved` tells.',
        },
      ),
    ),
  },
  {
    ...strict,
    description: 'One of advanceTo and advanceMs; only a frozen clock is moved. A rate goes with the mode real.',
  },
);

/** Of one book of the journal. */
export const Kept = Type.Object({ entries: count, bytes: count });

export const Tenant = Type.Object({
  id: text,
  baseUrls: Type.Object({
    https: Type.String({ description: '`{base}` of the test environment; for production `…/production/v1`.' }),
    http: orNull(text),
  }),
  bureauPublicKeyPem: text,
  clock: Clock,
  settings: TenantSettings,
  journal: Type.Object({
    ...{ retentionYears: count, dropped: count, droppedWithinRetention: count },
    kept: Type.Object({ exchanges: Kept, changes: Kept }),
    ...{ mostEntries: count, mostBytes: count },
  }),
  sellers: Type.Array(Seller),
  applications: Type.Array(MaskedApplication),
});

export const tenantSchemas = {
  Application,
  Clock,
  ClockRequest,
  MaskedApplication,
  PushUnderWay,
  Seller,
  Tenant,
  TenantPatch,
  TenantRequest,
  TenantSettings,
};

export const tenantChapter: Chapter = {
  tag: 'tenants',
  en: 'Closed worlds of their own inside one bureau; `default` is the demonstration',
  zh: '税局内彼此隔离的租户；`default` 为演示租户',
  routes: {
    'GET /tenants': {
      ...{ id: 'listTenants', en: 'List the tenants', zh: '列出租户' },
      answers: { 200: answerJson('All tenants.', Type.Array(Tenant)) },
    },
    'POST /tenants': {
      ...{ id: 'createTenant', en: 'Make a tenant', zh: '新建租户' },
      body: TenantRequest,
      answers: { 201: { ...answerJson('The tenant.', Tenant), headers: locationHeader } },
    },
    'GET /tenants/{id}': {
      ...{ id: 'readTenant', en: 'Look at a tenant; secrets are masked', zh: '查看租户，密钥已遮蔽' },
      answers: { 200: answerJson('The tenant.', Tenant) },
    },
    'PATCH /tenants/{id}': {
      ...{ id: 'patchTenant', en: 'Change its settings, sellers and applications', zh: '修改设置、销售方与应用' },
      more: 'Settings are merged by name, sellers by `taxNo`, applications by `appId`; all or nothing.',
      body: TenantPatch,
      answers: { 200: answerJson('The tenant as it is now.', Tenant) },
    },
    'DELETE /tenants/{id}': {
      ...{ id: 'removeTenant', en: 'Remove a tenant with all it has', zh: '删除租户及其全部数据' },
      answers: { 204: { description: 'It is gone.' } },
    },
    'POST /tenants/{id}/reset': {
      ...{ id: 'resetTenant', en: 'Empty its books', zh: '清空账册' },
      more: 'Ledger, journal, faults, nonces and announced changes of tax codes go; register and snapshots stay.',
      answers: { 200: answerJson('The tenant.', Tenant) },
    },
    'GET /tenants/{id}/clock': {
      ...{ id: 'readClock', en: 'Read its clock', zh: '查看时钟' },
      answers: { 200: answerJson('Time, and what is under way.', Clock) },
    },
    'POST /tenants/{id}/clock': {
      ...{ id: 'moveClock', en: 'Freeze its clock, let it go, or move it', zh: '冻结、放行或拨动时钟' },
      more: 'Answers when everything due until then is done, each thing at its own instant.',
      body: ClockRequest,
      answers: { 200: answerJson('The clock afterwards.', Clock) },
    },
  },
};
