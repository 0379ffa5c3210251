// Where the scenarios that come with liandiao lie.
import { fileURLToPath } from 'node:url';

export const builtInScenarios = fileURLToPath(new URL('../scenarios', import.meta.url));
