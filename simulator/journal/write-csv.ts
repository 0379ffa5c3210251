// The journal as a table for people and spreadsheets: RFC 4180, one row for each exchange and each change (B-11).

type View = Readonly<Record<string, unknown>>;

/** One row of headings, each in both languages: programs find a column by the word before the blank. */
const headings = [
  'at 时间',
  'kind 类别',
  'seq 序号',
  'appId 应用',
  'interface 接口',
  'orderNo 订单号',
  'invoiceNo 发票号码',
  'sheetNo 确认单编号',
  'returnCode 返回码',
  'from 原状态',
  'to 新状态',
  'cause 原因',
  'by 操作者',
  'fault 故障',
  'end 结束方式',
  'request 请求内容',
  'answer 应答内容',
  'details 其余',
] as const;

const partOf = (view: View, name: string): View => {
  const part = view[name];
  return typeof part === 'object' && part !== null ? (part as View) : {};
};

const exchangeCells = (view: View): readonly unknown[] => {
  const { receivedAt, kind, seq, appId, interface: name, orderNo, fault, end, request, answer, ...rest } = view;
  const { payload: asked, ...wireRequest } = partOf(view, 'request');
  const { payload: said, returnCode, ...wireAnswer } = partOf(view, 'answer');
  const { invoiceNo, returnCode: decided } = partOf(view, 'decided');
  const details = { ...rest, fault, request: wireRequest, answer: answer === null ? null : wireAnswer };
  return [
    ...[receivedAt, kind, seq, appId, name, orderNo, invoiceNo, null, returnCode ?? decided],
    ...[null, null, null, null, partOf(view, 'fault')['id'], end, asked, said, JSON.stringify(details)],
  ];
};

const changeCells = (view: View): readonly unknown[] => {
  const { at, kind, seq, orderNo, invoiceNo, sheetNo, from, to, cause, actor, fault, outcome, answer, ...rest } = view;
  const { by, exchange, appId = rest['appId'] } = partOf(view, 'actor');
  const who = exchange === undefined ? by : `${by} ${exchange}`;
  return [
    ...[at, kind, seq, appId, null, orderNo, invoiceNo, sheetNo, null],
    ...[from, to, cause, who, fault, outcome, null, answer, JSON.stringify(rest)],
  ];
};

const cellsOf = (view: View): readonly unknown[] => {
  if (view['kind'] === 'exchange') return exchangeCells(view);
  if (view['kind'] !== 'end') return changeCells(view);
  return [null, 'end', ...headings.slice(3).map(() => null), JSON.stringify(view)];
};

/**
 * A cell that begins like a formula would be computed where the file is opened (CSV injection), and clients choose what
 * stands here: such a cell gets an apostrophe before it. The wide forms count, too: Excel takes them in Chinese surroundings.
 */
const disarm = (text: string): string => (/^\s*[=+\-@＝＋－＠]/.test(text) ? `'${text}` : text);

/** Excel reads long digits as numbers and rounds them at the fifteenth; with a tab behind they are text. */
const keepDigits = (text: string): string => (/^\d{12,}$/.test(text) ? `${text}\t` : text);

const quote = (text: string): string => (/[",\r\n\t]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);

export type CsvWriter = { readonly begin: string; readonly row: (view: View) => string };

/** `excel` begins with a byte order mark, without which Excel reads Chinese as garbage. */
export const createCsvWriter = (format: 'csv' | 'excel'): CsvWriter => {
  const write = (cells: readonly unknown[]): string =>
    `${cells
      .map((cell) => {
        const text = disarm(cell === null || cell === undefined ? '' : String(cell));
        return quote(format === 'excel' ? keepDigits(text) : text);
      })
      .join(',')}\r\n`;
  return { begin: `${format === 'excel' ? '\uFEFF' : ''}${write(headings)}`, row: (view) => write(cellsOf(view)) };
};
