// The examples for CI systems: all run one command, its flags are those of certify, and all keep the whole report.
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';

const read = (name: string): string => readFileSync(`examples/ci/${name}`, 'utf8');
const github = parse(read('github/action.yml')) as {
  runs: { steps: { run?: string; if?: string; with?: { path?: string } }[] };
};
const gitlab = parse(read('gitlab-ci.yml')) as {
  certify: { script: string[]; artifacts: { when: string; paths: string[]; reports: { junit: string } } };
};
const jenkins = read('Jenkinsfile');

describe('the examples for CI', () => {
  it('run the same command', () => {
    const command = /certify --client "\$CLIENT" --out report/;
    const commands = [
      github.runs.steps.map(({ run = '' }) => run).join(''),
      gitlab.certify.script.join(''),
      /sh '(.*)'/.exec(jenkins)?.[1] ?? '',
    ];
    expect(commands.filter((text) => !command.test(text))).toEqual([]);
    expect(commands.filter((text) => !text.startsWith('npx --yes "liandiao@'))).toEqual([]);
  });

  it('keep the report whatever came of it', () => {
    expect(github.runs.steps.filter((step) => step.if === 'always()').map((step) => step.with?.path)).toEqual([
      'report',
    ]);
    expect(gitlab.certify.artifacts).toMatchObject({
      when: 'always',
      paths: ['report'],
      reports: { junit: 'report/junit.xml' },
    });
    expect(jenkins).toMatch(/always \{\s+junit 'report\/junit\.xml'\s+archiveArtifacts artifacts: 'report\/\*'/);
  });
});
