// Writes specification/mutants.md; a part of npm run reference.
import { writeFileSync } from 'node:fs';
import { writeMatrix } from './matrix.ts';

writeFileSync(new URL('../../specification/mutants.md', import.meta.url), writeMatrix());
