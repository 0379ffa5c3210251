// The tenant of one session at the bureau: throwaway keys, the scenario's seller, a clock of its own (B-10, V-3).
import type { Control, TenantView } from '../bureau/control.ts';
import type { Evidence } from '../evidence.ts';
import { sortWishes } from '../scenario/bureau-wishes.ts';
import type { Scenario, SessionForm } from '../scenario/scenario.ts';
import { createSeededRandom, type SeededRandom } from '../seeded-random.ts';
import type { Timers } from '../system-clock.ts';
import { calmAtTheBureau } from '../variation/names.ts';
import { writeInstant } from '../wire/instant.ts';
import { sm2KeyPairOf } from '../wire/sm2.ts';

export type SessionKeys = Evidence['credentials'];

export const drawKeys = (
  random: SeededRandom,
  { signType, encryptType }: Pick<SessionForm, 'signType' | 'encryptType'>,
): SessionKeys => {
  const keys = {
    appId: `LD${random.hex(8).toUpperCase()}`,
    appSecret: random.hex(20),
    sm4Key: random.hex(16),
    encryptType,
    signType,
  };
  if (signType === 'HMAC-SM3') return keys;
  const { privateKeyPem, publicKeyPem } = sm2KeyPairOf(random.bytes(32));
  return { ...keys, privateKeyPem, clientPublicKeyPem: publicKeyPem };
};

/** What the bureau registers of an application's keys; the private one never leaves the client's side. */
const registeredKeys = ({ appId, appSecret, sm4Key, encryptType, signType, clientPublicKeyPem }: SessionKeys) => ({
  ...{ appId, appSecret, sm4Key, encryptType, signType },
  ...(clientPublicKeyPem === undefined ? {} : { publicKeyPem: clientPublicKeyPem }),
});

const roll = { paperCode: '330000000001', from: '00000001', count: 100 };
const openHandedQuota = '100000000.00';

/** The bureau draws by the tenant's id as well: the same in every run of the seed, and telling nothing of the scenario. */
const tenantIdOf = (seed: number, purpose: string): string =>
  `s-${createSeededRandom(seed, `${purpose}\ntenant`).hex(6)}`;

/** The bureau varies by the run's seed what the scenario leaves to it (control API, `settings.hostile`). */
const variedSettings = (seed: number, { variation }: Scenario): Readonly<Record<string, unknown>> => {
  const calm = calmAtTheBureau(variation.calm);
  return calm === null ? {} : { hostile: { seed, calm } };
};

/** What the sessions of a run live by. `pace`: the machine's time, or one that runs `rate` times as fast (D-10). */
export type VenueTime = {
  readonly clock: 'virtual' | 'real';
  readonly rate: number;
  /** The instant at which a hurried clock showed the machine's time, epoch ms. */
  readonly sinceMs: number;
  readonly pace: Timers;
};

const clockOf = ({ clock, rate, sinceMs }: VenueTime, { startAt }: Scenario) => {
  if (clock === 'virtual') return { mode: 'frozen', now: startAt };
  const since = writeInstant(sinceMs);
  return rate === 1 ? { mode: 'real' } : { mode: 'real', rate, now: since, since };
};

/** Makes the tenant on a port of its own, frozen at the scenario's start unless the clock is real. */
export const createSessionTenant = async (
  control: Control,
  scenario: Scenario,
  options: {
    readonly keys: SessionKeys;
    readonly time: VenueTime;
    readonly seed: number;
    /** What the session is for; one tenant of a run each. */
    readonly purpose: string;
  },
): Promise<TenantView> => {
  const wishes = sortWishes(scenario.bureau);
  const tenant = await control.createTenant({
    id: tenantIdOf(options.seed, options.purpose),
    ownPort: true,
    seed: options.seed,
    clock: clockOf(options.time, scenario),
    settings: { ...variedSettings(options.seed, scenario), ...wishes.settings },
    sellers: [{ ...scenario.seller, types: ['81', '82'], quota: openHandedQuota, ...wishes.seller }],
    applications: [
      {
        ...registeredKeys(options.keys),
        environment: 'test',
        sellers: [scenario.seller.taxNo],
        ...(scenario.session.clientTls ? { clientTls: true } : {}),
        ...wishes.application,
      },
    ],
  });
  const { paper } = scenario.bureau;
  if (paper !== undefined)
    await control.handPaper(tenant.id, { sellerTaxNo: scenario.seller.taxNo, type: paper, ...roll });
  return tenant;
};

/** A change that a `bureau` step asks for. */
export const patchSessionTenant = (
  control: Control,
  tenant: string,
  change: {
    readonly scenario: Scenario;
    readonly keys: SessionKeys;
    readonly patch: Readonly<Record<string, unknown>>;
  },
): Promise<void> => {
  const wishes = sortWishes(change.patch);
  const has = (part: object) => Object.keys(part).length > 0;
  return control.patchTenant(tenant, {
    ...(has(wishes.settings) ? { settings: wishes.settings } : {}),
    ...(has(wishes.seller) ? { sellers: [{ taxNo: change.scenario.seller.taxNo, ...wishes.seller }] } : {}),
    ...(has(wishes.application) ? { applications: [{ appId: change.keys.appId, ...wishes.application }] } : {}),
  });
};
