// Reads the first page of the table of tax codes only (C-17).
import { lawful } from './small-client/habits.ts';
import { runSmallClient } from './small-client/run.ts';

await runSmallClient({ ...lawful, name: 'syncs-one-page', syncsToTheEnd: false });
