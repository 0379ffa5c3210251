// Broken on the wire: what every request must carry, and whom it is sent to (E, T, C-1, C-18).
import type { BrokenClient, Change } from '../mutant.ts';

const seal = 'client/seal-request.ts';
const attempt = 'client/attempt.ts';

/** What was sealed once is sent again, with its nonce, time and IV, where the attempt before ended so. */
const keepsItsBytes = (ended: string): readonly Change[] => [
  { file: attempt, from: 'const ok = 200;', to: 'const ok = 200;\nconst kept = new Map();' },
  {
    file: attempt,
    from: 'const sealed = sealRequest(',
    to: 'const kind = asked.commandId + asked.interface;\n  const sealed = kept.get(kind) ?? sealRequest(',
  },
  {
    file: attempt,
    from: 'wire.closing.throwIfAborted();',
    to: `if (${ended}) kept.set(kind, sealed);\n  else kept.delete(kind);\n  wire.closing.throwIfAborted();`,
  },
];

export const wire: readonly BrokenClient[] = [
  {
    name: 'upper-case-signature',
    does: { en: 'Writes the signature in upper-case hex (E-2).', zh: '以大写十六进制书写签名（E-2）。' },
    changes: [
      {
        file: seal,
        from: 'sign(signatureText(message), credentials);',
        to: 'sign(signatureText(message), credentials).toUpperCase();',
      },
    ],
    convictedBy: ['envelope.signature', 'ledger.expected', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'utc-timestamps',
    does: { en: 'Writes UTC where China standard time is due (E-5).', zh: '应写北京时间处写了 UTC（E-5）。' },
    changes: [
      { file: seal, from: 'writeTimestamp(request.nowMs)', to: 'writeTimestamp(request.nowMs - 8 * 3_600_000)' },
    ],
    convictedBy: ['envelope.timestamp', 'ledger.expected', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'reuses-nonce',
    does: {
      en: 'Sends every request with the nonce of its first one (C-1, E-5).',
      zh: '每次请求都沿用首次的随机数（C-1、E-5）。',
    },
    changes: [
      { file: seal, from: 'const ivBytes = 16;', to: 'const ivBytes = 16;\nconst first = new Map();' },
      {
        file: seal,
        from: 'const nonce = createNonce(randomBytes);',
        to: 'const nonce = first.get(credentials.appId) ?? createNonce(randomBytes);\n  first.set(credentials.appId, nonce);',
      },
    ],
    convictedBy: [
      'claim.rejected-is-not-in-ledger',
      'envelope.fresh-nonce',
      'ledger.expected',
      'outcome.expected',
      'resign.once-fresh',
      'reversals.expected',
    ],
  },
  {
    name: 'reuses-iv',
    does: {
      en: 'Encrypts every request with the same IV (C-1, E-4).',
      zh: '每次请求都用同一初始向量加密（C-1、E-4）。',
    },
    changes: [{ file: seal, from: 'iv: randomBytes(ivBytes)', to: 'iv: new Uint8Array(ivBytes)' }],
    convictedBy: ['envelope.fresh-iv'],
  },
  {
    name: 'misstates-its-version',
    does: { en: 'Says version 2.0 in every envelope (E).', zh: '每个信封都写版本 2.0（E）。' },
    changes: [{ file: seal, from: "version: '1.0'", to: "version: '2.0'" }],
    convictedBy: ['envelope.version', 'ledger.expected', 'outcome.expected', 'reversals.expected'],
  },
  {
    name: 'keeps-first-timestamp',
    does: { en: 'Retries with the timestamp of the first attempt (C-1).', zh: '重试沿用首次请求的时间戳（C-1）。' },
    changes: [
      { file: attempt, from: 'const ok = 200;', to: 'const ok = 200;\nconst first = new Map();' },
      {
        file: attempt,
        from: 'format: wire.format, nowMs: atMs }',
        to: 'format: wire.format, nowMs: first.get(asked.commandId) ?? atMs }',
      },
      {
        file: attempt,
        from: 'const atMs = wire.clock.now();',
        to: 'const atMs = wire.clock.now();\n  if (!first.has(asked.commandId)) first.set(asked.commandId, atMs);',
      },
    ],
    convictedBy: [
      'envelope.fresh-timestamp',
      'envelope.timestamp',
      'ledger.expected',
      'outcome.expected',
      'reversals.expected',
    ],
  },
  {
    name: 'keeps-its-bytes-after-a-page',
    does: {
      en: 'Sends the very same bytes again after a page of the gateway (C-1).',
      zh: '遇网关页面后原样重发同一报文（C-1）。',
    },
    changes: keepsItsBytes("heard.kind === 'unknown' && heard.reason.startsWith('HTTP')"),
    convictedBy: ['envelope.fresh-iv', 'envelope.fresh-nonce', 'envelope.fresh-timestamp'],
  },
  {
    name: 'keeps-its-bytes-when-busy',
    does: {
      en: 'Sends the very same bytes again after a busy answer (C-1).',
      zh: '遇繁忙应答后原样重发同一报文（C-1）。',
    },
    changes: keepsItsBytes("heard.kind === 'believed' && heard.returnCode === '3001'"),
    convictedBy: [
      'envelope.fresh-iv',
      'envelope.fresh-nonce',
      'envelope.fresh-timestamp',
      'envelope.timestamp',
      'ledger.expected',
      'outcome.expected',
      'reversals.expected',
    ],
  },
  {
    name: 'changes-payload-on-retry',
    does: {
      en: 'Sends another content under the same number when it retries (C-1, C-8).',
      zh: '重试时以同一订单号发送不同内容（C-1、C-8）。',
    },
    changes: [
      { file: attempt, from: 'const ok = 200;', to: 'const ok = 200;\nconst tries = new Map();' },
      {
        file: attempt,
        from: 'const plaintext = writePayload(asked.payload, wire.format);',
        to: `const nth = tries.get(asked.commandId + asked.interface) ?? 0;
  tries.set(asked.commandId + asked.interface, nth + 1);
  const changed = asked.interface === 'invoice.issue' && nth > 0 ? { ...asked.payload, remark: 'retry ' + nth } : asked.payload;
  const plaintext = writePayload(changed, wire.format);`,
      },
    ],
    convictedBy: ['audit.parameters', 'ledger.expected', 'outcome.expected', 'retry.same-payload'],
  },
  {
    name: 'speaks-json-only',
    does: {
      en: 'Sends JSON though the session was opened for XML (T-3).',
      zh: '会话以 XML 打开，却发送 JSON（T-3）。',
    },
    changes: [{ file: 'client/tax-client.ts', from: "format: options.format ?? 'json'", to: "format: 'json'" }],
    convictedBy: ['envelope.format'],
  },
  {
    name: 'hides-its-certificate',
    does: {
      en: 'Was given a certificate for the TLS handshake and does not show it (T-6).',
      zh: '持有客户端证书却在 TLS 握手时不出示（T-6）。',
    },
    changes: [
      {
        file: 'client/system-fetch.ts',
        from: 'const shown = clientTls ?',
        to: 'const shown = clientTls === undefined ?',
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'transport.client-certificate'],
  },
  {
    name: 'trusts-any-certificate',
    does: {
      en: 'Speaks to whoever listens, whatever certificate is shown (C-18).',
      zh: '无论对方出示何种证书都照常通信（C-18）。',
    },
    changes: [
      {
        file: 'client/system-fetch.ts',
        from: 'rejectUnauthorized: true,',
        to: 'rejectUnauthorized: false,',
      },
    ],
    convictedBy: ['ledger.expected', 'outcome.expected', 'tls.foreign-host', 'tls.foreign-root'],
  },
  {
    name: 'ignores-the-host-name',
    does: {
      en: 'Checks the chain of a certificate and not whose it is (C-18).',
      zh: '只校验证书链，不校验主机名（C-18）。',
    },
    changes: [
      {
        file: 'client/system-fetch.ts',
        from: 'rejectUnauthorized: true,',
        to: 'rejectUnauthorized: true, checkServerIdentity: () => undefined,',
      },
    ],
    convictedBy: ['tls.foreign-host'],
  },
];
