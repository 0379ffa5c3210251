// Writes specification/mutants.md and mutants.json; a part of npm run reference.
import { writeFileSync } from 'node:fs';
import { writeConvictions, writeMatrix } from './matrix.ts';

writeFileSync(new URL('../../specification/mutants.md', import.meta.url), writeMatrix());
writeFileSync(new URL('../../specification/mutants.json', import.meta.url), writeConvictions());
