// The register of one tenant: its settings, sellers and applications, and what no schema can say of them.
import { verifySm2Sm3 } from '../../protocol/sm2.ts';
import { isTaxNumberForm } from '../../protocol/tax-number.ts';
import type { ControlProblem } from '../control/controlled.ts';
import type { Application } from './application.ts';
import { judgeCalendar } from './judge-calendar.ts';
import { judgeHostile } from './judge-hostile.ts';
import type { Seller } from './seller.ts';
import type { TenantSettings } from './tenant-settings.ts';

/** The part of a tenant that people set: by number and by id. */
export type Register = {
  readonly settings: TenantSettings;
  readonly sellers: ReadonlyMap<string, Seller>;
  readonly applications: ReadonlyMap<string, Application>;
};

const problem = (pointer: string, detail: string, remedy: string): ControlProblem => ({ pointer, detail, remedy });

/** A key that cannot be used would fail at the first request instead. */
export const judgeKey = ({
  signType,
  publicKeyPem,
  certificatePem,
}: {
  readonly signType?: Application['signType'] | undefined;
  readonly publicKeyPem?: string | undefined;
  readonly certificatePem?: string | undefined;
}): string[] => {
  if (publicKeyPem === undefined)
    return signType === 'SM2-SM3' && certificatePem === undefined ? ['is missing (E-3)'] : [];
  try {
    verifySm2Sm3('', publicKeyPem, '');
    return [];
  } catch {
    return ['is no SM2 public key (E-3)'];
  }
};

/** What no schema can say: windows that are none, forms of tax numbers, keys that belong together, numbers that must be known. */
export const judgeRegister = (register: Register): ControlProblem[] => [
  ...judgeCalendar(register.settings.maintenance ?? [], '/settings/maintenance'),
  ...judgeHostile(register.settings.hostile, '/settings/hostile'),
  ...[...register.sellers.values()].flatMap((seller, at) =>
    isTaxNumberForm(seller.taxNo)
      ? []
      : [problem(`/sellers/${at}/taxNo`, 'is no tax number (P-2)', 'Use 15, 17, 18 or 20 characters of 0-9A-Z.')],
  ),
  ...[...register.applications.values()].flatMap((application, at) => [
    ...application.sellers
      .filter((taxNo) => !register.sellers.has(taxNo))
      .map((taxNo) =>
        problem(
          `/applications/${at}/sellers`,
          `names ${taxNo}, which is no seller here`,
          'Register that seller first.',
        ),
      ),
    ...judgeKey(application).map((detail) =>
      problem(`/applications/${at}/publicKeyPem`, detail, 'Bind the SM2 public key of the certificate, as PEM.'),
    ),
  ]),
];
