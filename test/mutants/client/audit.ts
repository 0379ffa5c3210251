// Broken in the audit log: entries left out, changed, misdated, or telling what must not stand there (C-13, D-7).
import type { BrokenClient } from '../mutant.ts';

const attempt = 'client/attempt.ts';
const commands = 'client/driver/commands.ts';
const entry = 'client/audit/entry.ts';
const shown = 'members: { retentionYears, entries } };';

export const audit: readonly BrokenClient[] = [
  {
    name: 'edits-its-log',
    does: {
      en: 'Shows an audit log in which an entry was changed after it was hashed (C-13).',
      zh: '展示的审计日志中有条目在算哈希后被改动（C-13）。',
    },
    changes: [
      {
        file: commands,
        from: shown,
        to: "members: { retentionYears, entries: entries.map((one, at) => (at === 0 ? { ...one, command: 'another' } : one)) } };",
      },
    ],
    convictedBy: ['audit.chain'],
  },
  {
    name: 'rewrites-its-log',
    does: {
      en: 'Changes old entries each time and hashes the whole log anew, so that every log shown is sound in itself (C-13, D-7).',
      zh: '每次改动旧条目并重算整条链，单看每份日志都成立（C-13、D-7）。',
    },
    changes: [
      {
        file: commands,
        from: "import type { AuditLog } from '../audit/audit-log.ts';",
        to: "import { chainEntry, chainStart } from '../audit/chain.ts';\nimport type { AuditLog } from '../audit/audit-log.ts';",
      },
      {
        file: commands,
        from: shown,
        to: `members: { retentionYears, entries: entries.reduce((chain, { hash, previous, ...one }) => [...chain, chainEntry({ ...one, command: 'of ' + entries.length }, chain.at(-1)?.hash ?? chainStart)], []) } };`,
      },
    ],
    convictedBy: ['audit.chain', 'audit.survives-restart'],
  },
  {
    name: 'forgets-its-log',
    does: {
      en: 'Begins its audit log anew with every process (C-13, C-15).',
      zh: '每次启动都重开审计日志（C-13、C-15）。',
    },
    changes: [
      {
        file: 'client/driver/session-state.ts',
        from: 'const audit = createFileAuditLog(folder);',
        to: 'const audit = createMemoryAuditLog();',
      },
    ],
    convictedBy: ['audit.every-attempt', 'audit.survives-restart'],
  },
  {
    name: 'keeps-one-year',
    does: { en: 'Keeps its audit log for one year (C-13).', zh: '审计日志只保存一年（C-13）。' },
    changes: [{ file: commands, from: shown, to: 'members: { retentionYears: 1, entries } };' }],
    convictedBy: ['audit.retention'],
  },
  {
    name: 'logs-first-tries-only',
    does: { en: 'Leaves retries out of its audit log (C-13).', zh: '审计日志不记重试（C-13）。' },
    changes: [
      { file: attempt, from: 'const ok = 200;', to: 'const ok = 200;\nconst logged = new Set();' },
      {
        file: attempt,
        from: 'await wire.audit?.end(auditEntry(head, heard));',
        to: 'const name = asked.commandId + asked.interface;\n  if (!logged.has(name)) await wire.audit?.end(auditEntry(head, heard));\n  logged.add(name);',
      },
    ],
    convictedBy: ['audit.every-attempt'],
  },
  {
    name: 'logs-in-utc',
    does: {
      en: 'Dates the entries of its audit log in UTC and calls it China standard time (C-13, D-7).',
      zh: '审计日志条目用 UTC 却标为北京时间（C-13、D-7）。',
    },
    changes: [
      { file: entry, from: 'at: writeInstant(attempt.atMs),', to: 'at: writeInstant(attempt.atMs - 8 * 3_600_000),' },
    ],
    convictedBy: ['audit.every-attempt'],
  },
  {
    name: 'logs-its-keys',
    does: {
      en: 'Notes the key it encrypted with, in base64, beside each error-free try (C-13).',
      zh: '在每次无错的尝试旁以 base64 记下加密密钥（C-13）。',
    },
    changes: [
      {
        file: attempt,
        from: 'await wire.audit?.end(auditEntry(head, heard));',
        to: "const noted = auditEntry(head, heard);\n  await wire.audit?.end({ ...noted, error: noted.error ?? 'sealed with ' + Buffer.from(wire.credentials.sm4Key, 'hex').toString('base64') });",
      },
    ],
    convictedBy: ['audit.no-secrets'],
  },
  {
    name: 'logs-other-parameters',
    does: { en: 'Logs an order without its buyer (C-13).', zh: '记录订单时略去购买方（C-13）。' },
    changes: [
      { file: entry, from: 'parameters: attempt.payload,', to: 'parameters: { ...attempt.payload, buyer: null },' },
    ],
    convictedBy: ['audit.parameters'],
  },
];
