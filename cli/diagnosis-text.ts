// A diagnosis as text for a person: the verdict on the signature, what was read, then each mistake with its remedy.
import type { Diagnosis } from '../simulator/explain/diagnose.ts';
import type { DiagnosisProblem } from '../simulator/explain/problem.ts';

const verdicts = new Map<boolean | null, string>([
  [true, 'holds 正确'],
  [false, 'does not hold 错误'],
  [null, 'not judged 未判定'],
]);

const section = (title: string, text: string | null): string[] =>
  text === null ? [] : [`${title}:`, ...text.split('\n').map((line) => `  ${line}`)];

const writeProblem = (problem: DiagnosisProblem, at: number): string[] => [
  '',
  `${at + 1}. ${problem.name} [${problem.clause}]${problem.where === '' ? '' : ` at ${problem.where}`}`,
  `   expected: ${problem.expected}`,
  `   received: ${problem.received}`,
  `   remedy:   ${problem.remedy}`,
  `   中文:     ${problem.zh}`,
];

const countOf = (problems: readonly DiagnosisProblem[]): string => {
  if (problems.length === 0) return 'Nothing is wrong with this message. 未发现问题';
  return `${problems.length} ${problems.length === 1 ? 'problem' : 'problems'} 发现 ${problems.length} 个问题`;
};

/** The lines a terminal shows; control characters of the message other than line breaks are made visible. */
export const writeDiagnosis = (diagnosis: Diagnosis): string =>
  [
    `signature 签名: ${verdicts.get(diagnosis.signatureOk)}`,
    ...section('signature text 签名原文', diagnosis.signatureText),
    ...section('plaintext 明文', diagnosis.plaintext),
    countOf(diagnosis.problems),
    ...diagnosis.problems.flatMap(writeProblem),
  ]
    .join('\n')
    .replace(/[^\n\P{Cc}]/gu, (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`);
