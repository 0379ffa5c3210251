import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { generateReference } from '../../cli/reference/generate.ts';

it('keeps the published reference in step with its data (npm run reference)', async () => {
  const generated = await generateReference('.');
  expect(generated.map(({ path }) => readFileSync(path, 'utf8'))).toEqual(generated.map(({ content }) => content));
});
