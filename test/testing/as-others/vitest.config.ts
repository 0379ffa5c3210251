// For tests that are run as others run theirs, below `--root`: those that are meant to fail, and the examples of the documents.
import { defineConfig } from 'vitest/config';
import { sources } from '../../../vitest.config.ts';

export default defineConfig({ ...sources, test: { include: ['*.failing.ts', '*.example.ts'] } });
