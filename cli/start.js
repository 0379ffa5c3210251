#!/usr/bin/env node
// The door of the command line: keeps compiled code between runs, so that the bureau is ready at once, then opens liandiao.ts.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./liandiao.ts');
