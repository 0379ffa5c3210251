// Broken in what the law leaves open: they want of an answer, an order or a line of the kit what no clause promises (P, E-10, D-9).
import type { BrokenClient } from '../mutant.ts';

const believe = 'client/believe-answer.ts';
const opened = 'const { message, format } = read;';

export const variation: readonly BrokenClient[] = [
  {
    name: 'signs-known-members-only',
    does: {
      en: 'Verifies signatures over the members that E-7 names alone (E-1, E-10).',
      zh: '验签只计 E-7 所列成员（E-1、E-10）。',
    },
    changes: [
      {
        file: 'client/open-answer.ts',
        from: 'const text = signatureText(message);',
        to: "const known = ['requestId', 'requestNonce', 'interface', 'timestamp', 'returnCode', 'returnMessage', 'encryptType', 'data', 'signType', 'retryAfter'];\n  const text = signatureText(Object.fromEntries(Object.entries(message).filter(([name]) => known.includes(name))));",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['claim.return-code', 'outcome.expected', 'param.not-resent', 'poll.pauses'],
  },
  {
    name: 'wants-members-in-order',
    does: {
      en: 'Disbelieves an answer that does not begin with requestId (E-10).',
      zh: '应答不以 requestId 开头便不采信（E-10）。',
    },
    changes: [
      {
        file: believe,
        from: opened,
        to: `${opened}\n  if (Object.keys(message)[0] !== 'requestId') return disbelieve('the members are in a strange order');`,
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: [
      'claim.return-code',
      'ledger.expected',
      'outcome.expected',
      'poll.pauses',
      'unknown.resends-after-not-found',
    ],
  },
  {
    name: 'reads-the-length-alone',
    does: {
      en: 'Reads no more of an answer than Content-Length says, and of chunks nothing (T-4: HTTP).',
      zh: '只按 Content-Length 读取应答，分块传输时一无所得（T-4：HTTP）。',
    },
    changes: [
      {
        file: 'client/system-fetch.ts',
        from: 'Uint8Array.from(Buffer.concat(chunks)).buffer;',
        to: "Uint8Array.from(Buffer.concat(chunks).subarray(0, Number(response.headers['content-length'] ?? 0))).buffer;",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['claim.return-code', 'outcome.expected', 'poll.pauses', 'unknown.resends-after-not-found'],
  },
  {
    name: 'believes-the-text',
    does: {
      en: 'Takes an order for issued only where the text says 成功 (T-4: the code decides).',
      zh: '文本为“成功”才算开具（T-4：以返回码为准）。',
    },
    changes: [
      {
        file: believe,
        from: opened,
        to: `${opened}\n  if (message['returnCode'] === '0000' && message['returnMessage'] !== '成功') return disbelieve('no success');`,
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['claim.return-code', 'outcome.expected'],
  },
  {
    name: 'needs-documents',
    does: {
      en: 'Knows no invoice without its documents (B-4, B-13).',
      zh: '发票没有版式文件便不认（B-4、B-13）。',
    },
    changes: [
      {
        file: 'client/invoice.ts',
        from: '  const { invoiceNo, buyerName } = data;',
        to: "  const { invoiceNo, buyerName, documents } = data;\n  if (documents === undefined || documents === null || documents === '') return null;",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['outcome.expected'],
  },
  {
    name: 'refuses-strange-lines',
    does: {
      en: 'Opens no session whose settings hold a member it does not know (D-9).',
      zh: '会话设置含未知成员便不打开（D-9）。',
    },
    changes: [
      {
        file: 'client/driver/open-options.ts',
        from: '  const { retryLadderMs, responseTimeoutMs, pollFirstMs, deliveryDueMs } = wishes;',
        to: "  const { retryLadderMs, responseTimeoutMs, pollFirstMs, deliveryDueMs, ...strange } = wishes;\n  if (Object.keys(strange).length > 0) throw new LineRefused('strange settings', null);",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: [],
    breaksDown: 'strange settings',
  },
  {
    name: 'refuses-strange-orders',
    does: {
      en: 'Refuses at home an order with a member that P does not name (P).',
      zh: '订单含 P 未列的成员便在本地拒绝（P）。',
    },
    changes: [
      {
        file: 'client/precheck/shape.ts',
        from: '    if (violations.length === 0) return { ok: true, payload: payload as T };',
        to: "    const strange = ['ext', 'reserve1', 'bz1', 'traceInfo', 'channelData', 'Version2'].find((name) => Object.hasOwn(Object(payload), name));\n    if (strange !== undefined) return { ok: false, errors: [{ field: '/' + strange, rule: 'P', message: 'is unknown' }] };\n    if (violations.length === 0) return { ok: true, payload: payload as T };",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['ledger.expected', 'outcome.expected'],
  },
  {
    name: 'counts-two-units',
    does: {
      en: 'Counts a character beyond the basic plane twice where a name may have 100 (P).',
      zh: '名称以 100 为限时，把基本平面之外的字算作两个（P）。',
    },
    changes: [
      {
        file: 'client/precheck/texts.ts',
        from: '  return texts.flatMap(([field, text]) =>',
        to: "  const long = order.buyer.name.length > 100;\n  if (long) return [{ field: '/buyer/name', rule: 'P', message: 'is too long' }];\n  return texts.flatMap(([field, text]) =>",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['ledger.expected', 'outcome.expected'],
  },
  {
    name: 'trims-remarks',
    does: {
      en: 'Sends a remark without the blanks at its ends (P-1, B-1).',
      zh: '发送备注时去掉首尾空白（P-1、B-1）。',
    },
    changes: [
      {
        file: 'client/seal-request.ts',
        from: 'data: encryptData(request.plaintext, {',
        to: "data: encryptData(request.plaintext.replace(/(\"remark\":\")(?: |\\\\n)+/, '$1').replace(/(<remark>)\\s+/, '$1'), {",
      },
    ],
    variedIn: '{first-contact,polling,xml}/*',
    convictedBy: ['retry.same-payload'],
  },
];
