// Reads what the control port was sent about a register, and merges changes into it: whole or not at all.
import type { Controlled } from '../control/controlled.ts';
import { createFormReader } from '../control/read-form.ts';
import { Application } from './application.ts';
import { judgeRegister, type Register } from './register.ts';
import { Seller } from './seller.ts';
import { TenantPatch, TenantRequest } from './tenant-request.ts';

export const readTenantRequest = createFormReader(TenantRequest);
export const readTenantPatch = createFormReader(TenantPatch);
const readSeller = createFormReader(Seller);
const readApplication = createFormReader(Application);

/** The register after a patch, or what is wrong with it; the old one stays untouched (all or nothing). */
export const patchRegister = (register: Register, patch: TenantPatch): Controlled<Register> => {
  const sellers = new Map(register.sellers);
  const applications = new Map(register.applications);
  for (const [at, change] of (patch.sellers ?? []).entries()) {
    const seller = readSeller({ ...sellers.get(change.taxNo), ...change }, `/sellers/${at}`);
    if (!seller.ok) return seller;
    sellers.set(change.taxNo, seller.value);
  }
  for (const [at, change] of (patch.applications ?? []).entries()) {
    const application = readApplication({ ...applications.get(change.appId), ...change }, `/applications/${at}`);
    if (!application.ok) return application;
    applications.set(change.appId, application.value);
  }
  const next = { settings: { ...register.settings, ...patch.settings }, sellers, applications };
  const problems = judgeRegister(next);
  return problems.length > 0 ? { ok: false, problems } : { ok: true, value: next };
};
