// The entry a kit starts: keeps compiled code between runs, so that a restarted client is back at once, then opens main.ts.
import { enableCompileCache } from 'node:module';

enableCompileCache();
await import('./main.ts');
