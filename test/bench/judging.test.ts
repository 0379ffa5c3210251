// The bench judges what a run stored, all of it, and notices a verdict that would be another one.
import { expect, it } from 'vitest';
import { judgeAgain } from '../../bench/judging.ts';
import { judgeScenario } from '../../conformance/judge.ts';
import type { SuiteRun } from '../../conformance/report/suite-run.ts';
import { writeTranscript } from '../../conformance/report/transcript.ts';
import { invoice, type Story, scenario, told } from '../conformance/story.ts';

const judged = scenario();
const evidence = told(
  (story: Story) => {
    story.give('sale');
    story.ask({ answer: { code: '0000', data: invoice } });
    story.book();
    story.claim('issued', { returnCode: '0000' });
  },
  { scenarioId: judged.id },
);
const suite: Omit<SuiteRun, 'scenarios'> = {
  suite: { name: 'liandiao', version: '0' },
  specification: '1.0',
  startedAt: '',
  durationMs: 0,
  clock: 'virtual',
  rate: 1,
  calm: [],
  seed: 1,
  client: { name: '', version: '', language: '', capabilities: [] },
  machine: '',
  partial: false,
};
const transcriptOf = (change: object = {}): string => {
  const verdict = { ...judgeScenario(judged, evidence), ...change };
  return writeTranscript({ ...suite, scenarios: [{ scenario: judged, evidence, verdict }] });
};

it('counts messages and exchanges, and finds the stored verdict again', () => {
  const events = evidence.dialogue.length + evidence.wire.length + evidence.kitWire.length + evidence.pushes.length;
  expect(judgeAgain(transcriptOf(), 3)).toMatchObject({ events, otherwise: [] });
});

it('names a scenario that is judged otherwise', () => {
  expect(judgeAgain(transcriptOf({ verdict: 'fail' }), 2).otherwise).toEqual([judged.id]);
});
