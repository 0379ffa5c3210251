// The registration office of a bureau, opened when somebody asks for it (B-8).
import type { RegistrationOffice } from '../control/controlled.ts';
import type { OfficeSite } from './open-office.ts';

/** Loaded at its first use: a bureau without registrations is ready sooner. */
export const createLazyOffice = (site: OfficeSite): (() => Promise<RegistrationOffice>) => {
  let opened: Promise<RegistrationOffice> | null = null;
  return () => {
    opened ??= import('./open-office.ts').then(({ openRegistrationOffice }) => openRegistrationOffice(site));
    return opened;
  };
};
