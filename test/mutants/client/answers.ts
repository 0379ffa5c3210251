// Broken where an answer arrives: believed though it proves nothing, or not believed though it does (C-2, E-7, E-8).
import type { BrokenClient, Change } from '../mutant.ts';

const believe = 'client/believe-answer.ts';
const open = 'client/open-answer.ts';
const judgeInvoice = 'client/deeds/judge-invoice.ts';

/** A code is enough for it: what invoice came of it, it makes up. */
const needsNoInvoice: Change = {
  file: judgeInvoice,
  from: "if (state === null) return { kind: 'unreadable', message: 'no readable invoice' };",
  to: "if (state === null) return { kind: 'done', invoice: { orderNo, invoiceNo: '0'.repeat(20), status: 'issued' } };",
};

export const answers: readonly BrokenClient[] = [
  {
    name: 'trusts-any-answer',
    does: {
      en: 'Believes answers that are unsigned, badly signed or meant for another request (C-2).',
      zh: '相信未签名、签名错误或属于其他请求的应答（C-2）。',
    },
    changes: [{ file: believe, from: 'const doubt = doubtSender(message, asked);', to: 'const doubt = null;' }],
    convictedBy: [
      'answer.altered-code-disbelieved',
      'answer.bad-signature-disbelieved',
      'answer.foreign-nonce-disbelieved',
      'answer.unsigned-refusal-disbelieved',
      'audit.every-attempt',
      'claim.issued-is-in-ledger',
      'claim.rejected-is-not-in-ledger',
      'ledger.expected',
      'outcome.expected',
      'unknown.not-rejected',
    ],
  },
  {
    name: 'verifies-no-signature',
    does: {
      en: 'Looks at the requestNonce of an answer, not at its signature (C-2).',
      zh: '只看应答的 requestNonce，不验签（C-2）。',
    },
    changes: [
      {
        file: believe,
        from: 'if (!signatureHolds(message, asked.credentials)) return',
        to: "if (message['signature'] === undefined) return",
      },
    ],
    convictedBy: [
      'answer.altered-code-disbelieved',
      'answer.bad-signature-disbelieved',
      'audit.every-attempt',
      'claim.rejected-is-not-in-ledger',
      'outcome.expected',
      'unknown.not-rejected',
    ],
  },
  {
    name: 'ignores-request-nonce',
    does: {
      en: 'Believes a signed answer to whatever request (C-2).',
      zh: '已签名的应答，不论属于哪个请求都相信（C-2）。',
    },
    changes: [
      {
        file: believe,
        from: "return echo === asked.nonce ? null : 'the answer is to another request: its requestNonce is not ours (C-2)';",
        to: 'return null;',
      },
    ],
    convictedBy: ['answer.foreign-nonce-disbelieved', 'claim.issued-is-in-ledger', 'ledger.expected'],
  },
  {
    name: 'takes-stray-refusals',
    does: {
      en: 'Believes an unsigned 1002 or 2006 whatever nonce it echoes (C-2).',
      zh: '未签名的 1002 或 2006，不论随机数属于谁都相信（C-2）。',
    },
    changes: [
      {
        file: believe,
        from: "return echo === asked.nonce || echo === '' ? null : \"the unsigned answer carries another request's nonce (C-2)\";",
        to: 'return null;',
      },
    ],
    convictedBy: [
      'answer.foreign-nonce-disbelieved',
      'claim.rejected-is-not-in-ledger',
      'outcome.expected',
      'unknown.not-rejected',
    ],
  },
  {
    name: 'disbelieves-unsigned',
    does: {
      en: 'Takes an unsigned 1002 or 2006 for an unknown outcome and goes on (C-2, C-5).',
      zh: '把未签名的 1002 或 2006 当作结果未知而继续（C-2、C-5）。',
    },
    changes: [{ file: believe, from: "new Set(['1002', '2006'])", to: 'new Set([])' }],
    convictedBy: ['answer.unsigned-believed', 'claim.return-code'],
  },
  {
    name: 'overlooks-an-altered-code',
    does: {
      en: 'Believes a code that was altered after the answer was signed (C-2, E-1).',
      zh: '应答签名之后返回码被改，仍然相信（C-2、E-1）。',
    },
    changes: [
      {
        file: open,
        from: 'const text = signatureText(message);',
        to: `const { returnCode: _code, ...rest } = message;
  const signed = ['0000', '4102'].find((returnCode) =>
    credentials.signType === 'HMAC-SM3'
      ? verifyHmacSm3(signatureText({ ...rest, returnCode }), credentials.appSecret, message['signature'])
      : verifySm2Sm3(signatureText({ ...rest, returnCode }), credentials.bureauPublicKeyPem, message['signature']),
  );
  const text = signatureText({ ...message, returnCode: signed ?? message['returnCode'] });`,
      },
      needsNoInvoice,
    ],
    convictedBy: [
      'answer.altered-code-disbelieved',
      'claim.issued-is-in-ledger',
      'claim.rejected-is-not-in-ledger',
      'outcome.expected',
      'unknown.not-rejected',
    ],
  },
  {
    name: 'believes-unsigned-success',
    does: {
      en: 'Believes an unsigned 0000 (C-2, E-7).',
      zh: '相信未签名的 0000（C-2、E-7）。',
    },
    changes: [
      { file: believe, from: "new Set(['1002', '2006'])", to: "new Set(['0000', '1002', '2006'])" },
      needsNoInvoice,
    ],
    convictedBy: ['answer.unsigned-success-disbelieved', 'claim.issued-is-in-ledger', 'ledger.expected'],
  },
  {
    name: 'believes-unsigned-refusals',
    does: {
      en: 'Believes every unsigned refusal, not 1002 and 2006 alone (C-2, E-7).',
      zh: '不止 1002 和 2006，凡未签名的拒绝都相信（C-2、E-7）。',
    },
    changes: [
      {
        file: believe,
        from: "if (!mayBeUnsigned.has(message['returnCode'] ?? ''))",
        to: "if (!mayBeUnsigned.has(message['returnCode'] ?? '') && message['returnCode'] === '0000')",
      },
    ],
    convictedBy: ['answer.unsigned-refusal-disbelieved', 'unknown.not-rejected'],
  },
  {
    name: 'takes-any-of-its-answers',
    does: {
      en: 'Believes a signed answer to any request it ever made, whatever invoice it names (C-2).',
      zh: '只要是对自己任一请求的已签名应答就相信，不论其中是哪张发票（C-2）。',
    },
    changes: [
      {
        file: believe,
        from: 'const disbelieve = (reason: string): Heard =>',
        to: 'const mine = new Set();\n\nconst disbelieve = (reason: string): Heard =>',
      },
      {
        file: believe,
        from: "const echo = message['requestNonce'] ?? '';",
        to: "const echo = message['requestNonce'] ?? '';\n  mine.add(asked.nonce);",
      },
      {
        file: believe,
        from: "return echo === asked.nonce ? null : 'the answer is to another request: its requestNonce is not ours (C-2)';",
        to: "return mine.has(echo) ? null : 'not ours';",
      },
      {
        file: judgeInvoice,
        from: 'const state = readOrderState(data, orderNo);',
        to: "const state = readOrderState(data, stage === 'act' ? (data?.orderNo ?? orderNo) : orderNo);",
      },
      {
        file: judgeInvoice,
        from: 'if (differences.length > 0) {',
        to: "if (differences.length > 0 && stage !== 'act') {",
      },
    ],
    convictedBy: ['answer.replay-disbelieved', 'claim.issued-is-in-ledger', 'ledger.expected'],
  },
  {
    name: 'needs-no-data',
    does: {
      en: 'Believes a signed code though the data of the answer cannot be read (C-2, C-8, E-8).',
      zh: '应答的 data 无法读取，仍相信其返回码（C-2、C-8、E-8）。',
    },
    changes: [
      {
        file: open,
        from: 'if (!decrypted.ok)',
        to: 'if (!decrypted.ok) return { ok: true, data: null };\n  if (!decrypted.ok)',
      },
      {
        file: open,
        from: 'if (!payload.ok)',
        to: 'if (!payload.ok) return { ok: true, data: null };\n  if (!payload.ok)',
      },
      needsNoInvoice,
    ],
    convictedBy: ['answer.undecryptable-disbelieved', 'claim.issued-is-in-ledger'],
  },
  {
    name: 'takes-noise-for-a-refusal',
    does: {
      en: 'Takes an answer that it cannot read for a refusal (C-2, C-8).',
      zh: '把无法读取的应答当作拒绝（C-2、C-8）。',
    },
    changes: [
      {
        file: believe,
        from: 'if (!read.ok) return disbelieve(read.reason);',
        to: "if (!read.ok) return { kind: 'believed', returnCode: '1002', returnMessage: '', data: null, retryAfterMs: null };",
      },
    ],
    convictedBy: [
      'answer.ill-formed-disbelieved',
      'claim.rejected-is-not-in-ledger',
      'claim.return-code',
      'ledger.expected',
      'outcome.expected',
      'unknown.not-rejected',
    ],
  },
];
