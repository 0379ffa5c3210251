// tls.foreign-root and tls.foreign-host: who shows a certificate that proves nothing is told nothing (C-18).
import type { Bilingual } from '../bilingual.ts';
import type { Check, Finding } from '../check.ts';
import type { Evidence } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { readAttempts } from './attempt.ts';
import { fail, listed, ofAttempt, pass, say } from './finding.ts';

type False = { readonly certificate: string; readonly shown: Bilingual };

/** The connections that were shown the certificate, by the bureau's count: a client that sends nothing leaves no other trace. */
const timesShown = ({ faults }: Evidence, scenario: Scenario, certificate: string): number =>
  scenario.faults
    .filter(({ rule }) => (rule['effect'] as Readonly<Record<string, unknown>>)['falseCertificate'] === certificate)
    .reduce((sum, { rule }) => sum + (faults.find(({ id }) => id === rule.id)?.hits ?? 0), 0);

const judge =
  ({ certificate, shown }: False) =>
  (evidence: Evidence, scenario: Scenario): Finding | null => {
    const count = timesShown(evidence, scenario, certificate);
    if (count === 0) return null;
    const trusting = readAttempts(evidence).filter(
      ({ exchange }) => exchange?.fault?.effect['falseCertificate'] === certificate,
    );
    if (trusting.length === 0)
      return pass(say(`${count} handshake(s) broken off, nothing sent`, `${count} 次握手均被中止，未发送任何内容`));
    return fail(say(`a request was sent to ${shown.en}`, `向${shown.zh}发送了请求`), {
      expected: say('no request over such a connection', '不经此类连接发送任何请求'),
      actual: listed(trusting.map((attempt) => ofAttempt(attempt, ' came through that connection', '经该连接到达'))),
      attempts: trusting,
    });
  };

export const certificateChecks: readonly Check[] = [
  {
    id: 'tls.foreign-root',
    clauses: ['C-18'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Nothing is sent to a server whose certificate does not lead to the root that was given.',
      '服务器证书不能追溯至给定的根证书时，不得发送任何内容。',
    ),
    judge: judge({
      certificate: 'foreign-root',
      shown: say('a server with a certificate of another root', '证书由其他根签发的服务器'),
    }),
  },
  {
    id: 'tls.foreign-host',
    clauses: ['C-18'],
    level: 'must',
    scope: 'scenario',
    requirement: say(
      'Nothing is sent to a server whose certificate names another host.',
      '服务器证书所载主机名不符时，不得发送任何内容。',
    ),
    judge: judge({
      certificate: 'foreign-host',
      shown: say('a server with a certificate for another host', '证书属于其他主机的服务器'),
    }),
  },
];
