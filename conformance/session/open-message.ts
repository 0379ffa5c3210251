// The message that opens a session (D): where the bureau is, with which keys, and what is settled for all clients.
import type { Message } from '../driver/lines.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { Papers } from './papers.ts';
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
  readonly ca: string;
  readonly keys: SessionKeys;
  readonly papers: Papers;
  readonly scenario: Scenario;
  readonly stateDir: string;
  readonly now: string;
}): Message => ({
  type: 'open',
  session: about.session,
  resume: about.resume,
  baseUrl: about.baseUrl,
  format: about.scenario.session.format,
  appId: about.keys.appId,
  appSecret: about.keys.appSecret,
  sm4Key: about.keys.sm4Key,
  signType: about.keys.signType,
  encryptType: about.keys.encryptType,
  privateKeyPem: about.keys.privateKeyPem ?? null,
  certificatePem: about.papers.certificatePem,
  bureauPublicKeyPem: about.keys.bureauPublicKeyPem ?? null,
  clientTls: about.papers.clientTls,
  ca: about.ca,
  seller: about.scenario.seller,
  taxpayerKind: about.scenario.seller.kind,
  stateDir: about.stateDir,
  settings,
  now: about.now,
});
