// The pushes of a scenario in the report: what was sent to the client, by whom it was signed, what the client answered.
import { openPush, sayManner } from '../../checks/push.ts';
import type { Evidence, PushSending } from '../../evidence.ts';
import { both, escapeHtml, word } from './escape.ts';

const longestAnswer = 120;

const outcomes = {
  answered: '已应答',
  refused: '未接受',
  timeout: '超时',
  unreachable: '不可达',
  lost: '未发出',
} as const;

const outcomeOf = ({ outcome }: PushSending): string => (outcome === null ? '—' : word(outcome, outcomes[outcome]));

const mannerOf = (sending: PushSending): string =>
  both(sayManner(sending)) + (sending.fault === null ? '' : ` · ${escapeHtml(sending.fault)}`);

/** A table of all sendings; empty where nothing was pushed. */
export const showPushes = (evidence: Evidence, mask: (text: string) => string): string => {
  if (evidence.pushes.length === 0) return '';
  const rows = evidence.pushes.map((sending) => {
    const { genuine, news } = openPush(sending, evidence.credentials);
    const answer = escapeHtml(mask((sending.answer ?? '').slice(0, longestAnswer)));
    const cells = [sending.sentAt.slice(11, 23), sending.orderNo, news?.status ?? '—', sending.requestId];
    const signed = genuine ? word('genuine', '真实') : word('not the bureau’s', '非税局签名');
    return `<tr>${cells.map((cell) => `<td>${escapeHtml(cell)}</td>`).join('')}<td>${mannerOf(sending)}</td><td>${signed}</td><td>${outcomeOf(sending)} ${answer}</td></tr>`;
  });
  return `<h5>${word('pushes to the client', '对客户端的推送')}</h5><div class="scroll"><table><tr><th>${word('sent', '发送时间')}</th><th>${word('order', '订单')}</th><th>${word('news', '消息')}</th><th>requestId</th><th>${word('manner', '方式')}</th><th>${word('signature', '签名')}</th><th>${word('answer of the client', '客户端答复')}</th></tr>${rows.join('')}</table></div>`;
};
