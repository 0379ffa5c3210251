// What a certification says on the terminal when it is over: scenarios, the verdict, where the reports are.
import { conformanceOf, type SuiteRun } from '../conformance/report/suite-run.ts';
import { clockWords, longestOf, longestWords } from '../conformance/report/time-of-run.ts';
import type { Verdict } from '../conformance/verdict.ts';
import type { CertifyFlags } from './certify-flags.ts';
import { verdictLine } from './verdict-line.ts';

/** Results go to standard output, and beside --json to standard error. */
export const teller = (flags: Pick<CertifyFlags, 'json'>) => (line: string) =>
  process[flags.json ? 'stderr' : 'stdout'].write(`${line}\n`);

/** `suite`: masked already; `result`: the text of result.json; `remarks` stand before the count. */
export const tellRun = (
  suite: SuiteRun,
  flags: CertifyFlags,
  {
    folder,
    result,
    remarks,
  }: { readonly folder: string; readonly result: string; readonly remarks: readonly string[] },
): void => {
  const say = teller(flags);
  const color = process.stdout.isTTY === true && !process.env['NO_COLOR'];
  // Of hundreds of scripts those that passed are counted, not listed.
  const listed = suite.scenarios.filter(({ verdict }) => !(suite.soak && verdict.verdict === 'pass'));
  if (!flags.quiet) for (const scenario of listed) say(verdictLine(scenario, { color }));
  const { conformant, reason } = conformanceOf(suite);
  const count = (...among: readonly Verdict[]) =>
    suite.scenarios.filter(({ verdict }) => among.includes(verdict.verdict)).length;
  const passed = count('pass', 'warn');
  // What is not claimed is neither, and neither is what a real clock leaves out (V-1, D-4); core must be claimed.
  const notRun = conformanceOf(suite).claimed.includes('core') ? count('unsupported') : 0;
  const longest = longestOf(suite);
  say(`\n${conformant ? 'conformant 合格' : 'not conformant 不合格'}: ${reason}`);
  const calm = suite.calm.length === 0 ? '' : ` (not varied 未变化: ${suite.calm.join(', ')})`;
  say(
    `client ${suite.client.name} ${suite.client.version} · ${clockWords(suite).en} clock · seed ${suite.seed}${calm} · ${suite.durationMs} ms`,
  );
  say(`reports 报告: ${folder}/report.html junit.xml result.json transcript.ndjson`);
  if (flags.json) process.stdout.write(result);
  if (longest) say(`${longestWords(longest).en}\n${longestWords(longest).zh}`);
  if (notRun > 0) say(`${notRun} scenarios were not run, see their reasons 未执行的场景（原因见各场景）`);
  for (const remark of remarks) say(remark);
  say(`${passed} passed, ${suite.scenarios.length - passed - notRun} failed`);
};
