// Which examples the documents hold and where each is run; an example that is not in this table fails the tests.
import { type Block, blocksOf, documents } from './documents.ts';

/**
 * Run by `blocks.test.ts`, by `blocks.surroundings.test.ts` (curl, OpenSSL, Python), or by `.ci/run` because it is long;
 * or no example but a result, which the test named makes again.
 */
type Place = 'house' | 'surroundings' | '.ci/run' | 'test/specification/reference.test.ts';
type Known = { readonly language: string; readonly holds: RegExp; readonly runIn: Place };

export const known = {
  'two commands': { language: 'sh', holds: /^npm ci && npm run certify\b.*\nnpm ci && npm test\b/, runIn: '.ci/run' },
  start: { language: 'sh', holds: /^npm start$/, runIn: 'house' },
  'first request': { language: 'sh', holds: /^APP_ID=LD0000000001/, runIn: 'surroundings' },
  doctor: { language: 'sh', holds: /-- doctor request\.json$/, runIn: 'house' },
  'lose an answer': { language: 'sh', holds: /^curl -s -X PATCH .*\/faults"/, runIn: 'surroundings' },
  'certify the Python client': { language: 'sh', holds: /-- certify --client "python3 /, runIn: 'surroundings' },
  prometheus: { language: 'yaml', holds: /^scrape_configs:/, runIn: 'house' },
  'vitest fixture': { language: 'ts', holds: /from 'liandiao\/vitest'/, runIn: 'house' },
  'msw handlers': { language: 'ts', holds: /from 'liandiao\/msw'/, runIn: 'house' },
  'by hand': { language: 'ts', holds: /from 'liandiao\/testing'/, runIn: 'house' },
  rooms: { language: 'mermaid', holds: /^flowchart LR/, runIn: 'house' },
  'codes that change on a day': { language: 'json', holds: /^\{"changes": \[/, runIn: 'house' },
  'form of a scenario': { language: 'yaml', holds: /^title: \{ en: /, runIn: 'house' },
  'confusion matrix': {
    language: 'text',
    holds: /^[ \d]+\n[ \d]+\n 1 no-envelope /,
    runIn: 'test/specification/reference.test.ts',
  },
} as const satisfies Readonly<Record<string, Known>>;

export type Name = keyof typeof known;
export type RunIn<P extends Place> = { [N in Name]: (typeof known)[N]['runIn'] extends P ? N : never }[Name];

const entries = Object.entries(known) as [Name, Known][];

export const namesOf = (block: Block): readonly Name[] =>
  entries
    .filter(([, { language, holds }]) => language === block.language && holds.test(block.text))
    .map(([name]) => name);

export const allBlocks: readonly Block[] = documents.flatMap(blocksOf);

/** Every example of that name, each text once: what both languages show alike is run once. */
export const textsOf = (name: Name): readonly string[] => [
  ...new Set(allBlocks.filter((block) => namesOf(block).includes(name)).map(({ text }) => text)),
];
