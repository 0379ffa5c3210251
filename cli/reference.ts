// `liandiao reference`: writes the published reference and the clause → check table from the law, the checks and the scenarios.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Command } from 'commander';
import { collectFindings, composeReference } from './reference/generate.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

const run = async (): Promise<void> => {
  for (const { path, content } of composeReference(await collectFindings(root))) {
    const same = existsSync(path) && readFileSync(path, 'utf8') === content;
    if (!same) writeFileSync(path, content);
    process.stdout.write(`${relative(root, path)}: ${same ? 'up to date' : 'written'}\n`);
  }
};

/** Adds `reference`; works in a checkout. */
export const registerReference = (program: Command): void => {
  program
    .command('reference')
    .description(
      'write specification/reference*.md, mistakes*.md, clause-checks.md and scenarios/scenario.schema.json (in a checkout)',
    )
    .action(run);
};
