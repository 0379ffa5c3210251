// The bureau's return codes and what each lets a client do next (section R).

/** What a client may do next; see section R of the specification. */
export type ReturnClass = 'done' | 'poll' | 'repair' | 'resign' | 'stop' | 'backoff' | 'ladder' | 'adopt' | 'ask';

export const returnCodes = [
  { code: '0000', name: 'SUCCESS', zh: '成功', class: 'done' },
  { code: '0001', name: 'ACCEPTED', zh: '已受理，处理中', class: 'poll' },
  { code: '1001', name: 'PARAM_ERROR', zh: '参数错误', class: 'repair' },
  { code: '1002', name: 'MESSAGE_FORMAT', zh: '报文格式错误', class: 'repair' },
  { code: '2001', name: 'PERMISSION_DENIED', zh: '权限不足', class: 'stop' },
  { code: '2002', name: 'SIGNATURE_INVALID', zh: '签名错误', class: 'stop' },
  { code: '2003', name: 'TIMESTAMP_EXPIRED', zh: '时间戳超限', class: 'resign' },
  { code: '2004', name: 'NONCE_REUSED', zh: '随机数重复', class: 'resign' },
  { code: '2005', name: 'DECRYPT_FAILED', zh: '解密失败', class: 'stop' },
  { code: '2006', name: 'APPLICATION_UNKNOWN', zh: '应用不存在', class: 'stop' },
  { code: '2007', name: 'IDENTITY_REQUIRED', zh: '需实名认证', class: 'stop' },
  { code: '2008', name: 'RISK_BLOCKED', zh: '风险纳税人限制开票', class: 'stop' },
  { code: '3001', name: 'SYSTEM_BUSY', zh: '系统繁忙', class: 'backoff' },
  { code: '3002', name: 'SYSTEM_TIMEOUT', zh: '系统超时', class: 'ladder' },
  { code: '3003', name: 'MAINTENANCE', zh: '系统维护', class: 'backoff' },
  { code: '3004', name: 'RATE_LIMITED', zh: '访问过于频繁', class: 'backoff' },
  { code: '4001', name: 'ALREADY_ISSUED', zh: '发票已开具', class: 'adopt' },
  { code: '4002', name: 'ORDER_CONFLICT', zh: '订单号重复且内容不一致', class: 'stop' },
  { code: '4003', name: 'ORDER_PROCESSING', zh: '订单处理中', class: 'poll' },
  { code: '4004', name: 'NOT_FOUND', zh: '记录不存在', class: 'repair' },
  { code: '4101', name: 'QUOTA_EXCEEDED', zh: '授信额度不足', class: 'stop' },
  { code: '4102', name: 'LIMIT_EXCEEDED', zh: '超过单张开票限额', class: 'repair' },
  { code: '4103', name: 'NO_BLANK_INVOICE', zh: '无空白纸质发票', class: 'stop' },
  { code: '4201', name: 'ALREADY_RED', zh: '已全额红冲', class: 'stop' },
  { code: '4202', name: 'RED_EXCEEDS_REMAINDER', zh: '冲红金额大于剩余可冲红金额', class: 'repair' },
  { code: '4203', name: 'CONFIRMATION_REQUIRED', zh: '需红字确认单', class: 'poll' },
  { code: '4204', name: 'SHEET_CLOSED', zh: '确认单已作废或超时', class: 'stop' },
  { code: '4205', name: 'SHEET_OPEN', zh: '存在进行中的红字确认单', class: 'poll' },
  { code: '4301', name: 'VOID_NOT_ALLOWED', zh: '不可作废', class: 'stop' },
  { code: '9999', name: 'SYSTEM_ERROR', zh: '系统异常', class: 'ask' },
] as const satisfies readonly { code: string; name: string; zh: string; class: ReturnClass }[];

export type ReturnCodeRow = (typeof returnCodes)[number];
export type ReturnCode = ReturnCodeRow['code'];

const byCode: ReadonlyMap<string, ReturnCodeRow> = new Map(returnCodes.map((row) => [row.code, row]));

/** The row of a code, or null when section R has no such code. */
export const returnCode = (code: string): ReturnCodeRow | null => byCode.get(code) ?? null;

/** What a client may do after `code`, or null when section R has no such code. */
export const classOf = (code: string): ReturnClass | null => byCode.get(code)?.class ?? null;
