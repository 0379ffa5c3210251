// Broken kits: a judge that errs must find itself at fault, never the client (V-1).
import type { BrokenHouse } from '../mutant.ts';

const happy = 'first-contact/happy-path';

export const brokenKits: readonly BrokenHouse[] = [
  {
    name: 'misreads-signatures',
    does: {
      en: 'Signs with the wrong text, and so finds no signature that holds.',
      zh: '签名文本拼接错误，于是没有签名成立。',
    },
    changes: [{ file: 'conformance/wire/signature-text.ts', from: '.sort()', to: '.sort().reverse()' }],
    only: happy,
    says: 'what the judge refuses',
  },
  {
    name: 'decrypts-wrongly',
    does: { en: 'Decrypts with another key.', zh: '用另一把密钥解密。' },
    changes: [
      {
        file: 'conformance/wire/open-request.ts',
        from: 'decryptData(data, credentials)',
        to: "decryptData(data, { ...credentials, sm4Key: 'f0e1d2c3b4a5968778695a4b3c2d1e0f' })",
      },
    ],
    only: happy,
    says: 'what the judge refuses',
  },
  {
    name: 'reads-time-in-utc',
    does: { en: 'Reads timestamps as UTC.', zh: '把时间戳当作 UTC。' },
    changes: [
      {
        file: 'conformance/wire/instant.ts',
        from: 'timestampForm.test(text) ? momentAt(text, timestampPlaces) : null',
        to: 'timestampForm.test(text) ? Number(momentAt(text, timestampPlaces)) + chinaOffsetMs : null',
      },
    ],
    only: happy,
    says: 'at the gate timestamp what the judge refuses',
  },
  {
    name: 'has-a-check-that-breaks',
    does: { en: 'Has a check that throws.', zh: '有一项检查抛出异常。' },
    changes: [
      {
        file: 'conformance/checks/one-in-flight.ts',
        from: 'const judge = (evidence: Evidence): Finding | null => {',
        to: "const judge = (evidence: Evidence): Finding | null => {\n  throw new Error('a bug of ours');",
      },
    ],
    only: happy,
    says: 'the judge failed: a bug of ours',
  },
  {
    name: 'loses-a-page-of-the-journal',
    does: { en: 'Reads the journal from its second entry on.', zh: '从第二条起读取日志。' },
    changes: [
      {
        file: 'conformance/session/gather-evidence.ts',
        from: 'const isKits =',
        to: '(journal.entries as unknown[]).splice(0, 1);\n  const isKits =',
      },
    ],
    only: 'unknown/commit-then-lost-answer',
    says: 'the journal lacks exchange 1',
  },
  {
    name: 'loses-the-end-of-the-journal',
    does: { en: 'Reads the journal without its last entry.', zh: '读取日志时漏掉最后一条。' },
    changes: [
      {
        file: 'conformance/session/gather-evidence.ts',
        from: 'const isKits =',
        to: 'journal.entries.pop();\n  const isKits =',
      },
    ],
    only: 'unknown/commit-then-lost-answer',
    says: 'the journal ends before exchange 2',
  },
  {
    name: 'reads-no-ledger',
    does: { en: 'Takes the ledger for empty.', zh: '把台账当作空的。' },
    changes: [{ file: 'conformance/session/gather-evidence.ts', from: '    ledger,\n', to: '    ledger: [],\n' }],
    only: happy,
    says: 'which the ledger lacks',
  },
  {
    name: 'asks-for-what-is-not-there',
    does: { en: 'Reads the record of a tenant that the bureau does not have.', zh: '读取税局没有的租户的记录。' },
    changes: [
      {
        file: 'conformance/session/gather-evidence.ts',
        from: 'let record = await control.takeRecord(about.tenant)',
        to: "let record = await control.takeRecord('nobody')",
      },
    ],
    only: happy,
    says: '404',
  },
  {
    name: 'moves-its-own-clock-alone',
    does: { en: 'Moves the session’s clock without the bureau’s (D-4).', zh: '只拨动会话时钟，不拨税局的（D-4）。' },
    changes: [
      {
        file: 'conformance/session/virtual-clock.ts',
        from: 'conversation.setNow(readInstant(view.now) ?? 0);',
        to: 'conversation.setNow((readInstant(view.now) ?? 0) + 1_000);',
      },
    ],
    only: 'unknown/lost-before-commit',
    says: "the session's clock stood at",
  },
];
