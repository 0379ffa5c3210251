// What the bureau saw of a tenant, for the person whose test failed: each exchange, which gate refused it, what was expected and what came.
import { explainExchange } from '../simulator/explain/explain-exchange.ts';
import type { DiagnosisProblem } from '../simulator/explain/problem.ts';
import type { JournalEntry } from '../simulator/journal/entry.ts';
import type { GateVerdict } from '../simulator/operations/decision.ts';
import type { Tenant } from '../simulator/tenant.ts';
import { readJournal } from './read-books.ts';

/** A test that failed after thousands of exchanges is explained by the last ones. */
const mostShown = 20;

const endings: Readonly<Record<NonNullable<JournalEntry['end']>, string>> = {
  answered: 'answered',
  held: 'never answered 未应答',
  reset: 'connection broken 连接中断',
  left: 'the client had gone 客户端已离开',
};

const codeOf = ({ answer, decided, end }: JournalEntry): string => {
  if (end === null) return decided?.returnCode ?? 'nothing decided';
  const said = answer?.returnCode ?? (answer && answer.httpStatus !== 200 ? `HTTP ${answer.httpStatus}` : null);
  const done = decided?.returnCode ?? null;
  if (done === null || done === said) return said ?? 'nothing said';
  return `${said ?? 'nothing said'}, while the books say ${done}`;
};

const headOf = (entry: JournalEntry): string => {
  const { seq, receivedAt, interface: name, request, orderNo, decided, end } = entry;
  const what = [name || `${request.method} ${request.path}`, orderNo].filter((part) => part !== null).join(' ');
  const invoice = decided?.invoiceNo ? `, invoice ${decided.invoiceNo}` : '';
  const ending = end === null ? 'under way 进行中' : endings[end];
  return `#${seq} ${receivedAt.slice(11, 23)} ${what} → ${codeOf(entry)}${invoice} (${ending})`;
};

const faultOf = ({ fault }: JournalEntry): string[] =>
  fault ? [`fault 故障 ${JSON.stringify(fault.id)} ${fault.phase}: ${JSON.stringify(fault.effect)}`] : [];

const gateOf = ({ gate, clause, expected = '', received = '' }: GateVerdict): string[] => [
  `refused by gate 拒绝关口 ${gate} [${clause}]`,
  `  expected 应为: ${expected}`,
  `  received 实为: ${received}`,
];

type ParamError = { readonly field: string; readonly rule: string; readonly message: string };

/** 1001 names every broken rule itself. */
const errorsOf = ({ answer }: JournalEntry): string[] => {
  if (answer?.returnCode !== '1001' || answer.payload === null) return [];
  const { errors = [] } = JSON.parse(answer.payload) as { readonly errors?: readonly ParamError[] };
  return errors.map(({ field, rule, message }) => `  ${field} [${rule}] ${message}`);
};

const mistakeOf = (problem: DiagnosisProblem): string[] => [
  `mistake 错误 ${problem.name} [${problem.clause}]${problem.where === '' ? '' : ` at ${problem.where}`}`,
  `  expected 应为: ${problem.expected}`,
  `  received 实为: ${problem.received}`,
  `  remedy 处理: ${problem.remedy}`,
  `  ${problem.zh}`,
];

const linesOf = (entry: JournalEntry, tenant: Tenant): string[] => {
  const refused = entry.gates.filter(({ verdict }) => verdict === 'refused');
  const said = [
    ...faultOf(entry),
    ...refused.flatMap(gateOf),
    ...errorsOf(entry),
    ...explainExchange(entry, tenant.register()).flatMap(mistakeOf),
  ];
  return [headOf(entry), ...said.map((line) => `   ${line}`)];
};

/** No secret is part of it. */
export const explainExchanges = (tenant: Tenant): string => {
  const entries = readJournal(tenant);
  if (entries.length === 0) return `Tenant ${tenant.id}: no request reached the bureau. 税局未收到任何请求`;
  const shown = entries.slice(-mostShown);
  const hidden = entries.length - shown.length;
  return [
    `What the bureau saw of tenant ${tenant.id} 税局所见 (${entries.length}):`,
    ...(hidden > 0 ? [`… ${hidden} earlier`] : []),
    ...shown.flatMap((entry) => linesOf(entry, tenant)),
  ].join('\n');
};
