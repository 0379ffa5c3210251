// duplicate.adopted: an order already issued with the same content is adopted, not issued again (C-9).
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Attempt } from './attempt.ts';
import { type Chain, claimOf, readChains } from './chain.ts';
import { fail, nameAttempt, pass, say } from './finding.ts';
import { codeOf, invoiceIn, isIssue, isQuery } from './meaning.ts';

const adoptable = ['issued', 'delivered'];

type Shown = { readonly attempt: Attempt; readonly chain: Chain; readonly later: readonly Attempt[] };

/** 4001, or a query that found the invoice: from here on the client knows it (C-8, C-9). */
const showsInvoice = (attempt: Attempt): boolean =>
  codeOf(attempt) === '4001' ||
  (isQuery(attempt) && codeOf(attempt) === '0000' && invoiceIn(attempt).invoiceNo !== null);

const shownIn = (chain: Chain): Shown[] => {
  const at = chain.attempts.findIndex(showsInvoice);
  const attempt = chain.attempts[at];
  return attempt ? [{ attempt, chain, later: chain.attempts.slice(at + 1) }] : [];
};

const refute = ({ attempt, chain, later }: Shown): string | null => {
  const { invoiceNo, status } = invoiceIn(attempt);
  const again = later.find(isIssue);
  if (again) return `${nameAttempt(again)} sent the order again`;
  const claim = claimOf(chain);
  if (claim === null) return null;
  if (status !== null && !adoptable.includes(status))
    return claim.outcome === 'unknown' ? null : `the invoice is ${status}, yet the order ended as ${claim.outcome}`;
  if (claim.outcome !== 'issued') return `ended as ${claim.outcome}`;
  const claimed = claim.invoice?.['invoiceNo'];
  return claimed === invoiceNo ? null : `claimed invoice ${String(claimed)}, shown ${invoiceNo}`;
};

const judge = (evidence: Evidence): Finding | null => {
  const shown = readChains(evidence)
    .filter(({ kind }) => kind === 'issue')
    .flatMap(shownIn);
  if (shown.length === 0) return null;
  const wrong = shown.flatMap((one) => {
    const why = refute(one);
    return why === null ? [] : [{ why, attempt: one.attempt }];
  });
  const attempts = (wrong.length > 0 ? wrong : shown).map(({ attempt }) => attempt);
  if (wrong.length === 0) return pass(say('the invoice that was there was adopted', '已采用已存在的发票'), attempts);
  return fail(say('the invoice that was there was not adopted', '未采用已存在的发票'), {
    expected: 'the invoice shown, adopted as issued; a void or red one goes to a person',
    actual: wrong.map(({ why, attempt }) => `${why} (shown by ${nameAttempt(attempt)})`).join('; '),
    attempts,
  });
};

export const duplicateAdopted: Check = {
  id: 'duplicate.adopted',
  clauses: ['C-9'],
  level: 'must',
  scope: 'scenario',
  requirement: say(
    'An order that is already issued with equal content is adopted with its invoice number and not sent again.',
    '内容一致且已开具的订单须采用原发票号码，不得再次发送。',
  ),
  judge,
};
