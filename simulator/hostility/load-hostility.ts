// Loads the hostility of a tenant that has one; nobody else waits for it or keeps it in memory.
import type { Hostile } from '../register/hostile.ts';
import type { Hostility } from './hostility.ts';

export const loadHostility = async (hostile: Hostile | null | undefined, tenant: string): Promise<Hostility | null> =>
  hostile ? (await import('./hostility.ts')).createHostility(hostile, tenant) : null;
