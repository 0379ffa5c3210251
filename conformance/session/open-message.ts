// The message that opens a session (D): where the bureau is, with which keys, and what is settled for all clients.
import type { Message } from '../driver/lines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SessionKeys } from './tenant-of.ts';

export const settings = {
  retryLadderMs: [10_000, 30_000, 60_000],
  responseTimeoutMs: 30_000,
  pollFirstMs: 3000,
  deliveryDueMs: 86_400_000,
} as const;

export const openMessage = (about: {
  readonly session: string;
  readonly resume: boolean;
  readonly baseUrl: string;
  readonly bureauPublicKeyPem: string;
  readonly ca: string;
  readonly keys: SessionKeys;
  readonly scenario: Scenario;
  readonly stateDir: string;
  readonly now: string;
}): Message => ({
  type: 'open',
  session: about.session,
  resume: about.resume,
  baseUrl: about.baseUrl,
  format: 'json',
  ...about.keys,
  privateKeyPem: null,
  certificatePem: null,
  bureauPublicKeyPem: about.bureauPublicKeyPem,
  clientTls: null,
  ca: about.ca,
  seller: about.scenario.seller,
  taxpayerKind: about.scenario.seller.kind,
  stateDir: about.stateDir,
  settings,
  now: about.now,
});
