// Opens the registration office of a bureau on what was kept, and enters what was approved before (B-8).
import type { RandomBytes } from '../../protocol/randomness.ts';
import type { RegistrationOffice } from '../control/controlled.ts';
import { createCertificateVerifier } from './certificate-verifier.ts';
import { createRegistrationOffice, type OfficeTenant } from './registration-office.ts';
import { openRegistrationStore } from './registration-store.ts';
import { registrationsFile } from './registrations-file.ts';

export type OfficeSite = {
  /** Null: in memory. */
  readonly dataDir: string | null;
  readonly tenant: OfficeTenant;
  readonly random: RandomBytes;
  /** SM2 public keys as PEM, trusted to sign certificates of conformance. */
  readonly issuers: readonly string[];
};

/** Rejects with `UnusableData` when what was kept cannot be used. */
export const openRegistrationOffice = async (site: OfficeSite): Promise<RegistrationOffice> => {
  const { dataDir, tenant, random, issuers } = site;
  const office = createRegistrationOffice({
    tenant,
    random,
    store: openRegistrationStore(dataDir === null ? null : registrationsFile(dataDir)),
    verifier: createCertificateVerifier(issuers),
  });
  await office.takeUp();
  return office;
};
