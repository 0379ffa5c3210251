// What `doctor` may be told beside the message: the applications, the address it was sent to, what was sent before.
import { createFormReader } from '../simulator/control/read-form.ts';
import { type Called, type Registered, readCalled } from '../simulator/explain/register-mistakes.ts';
import { Application } from '../simulator/register/application.ts';
import { readDataFile } from './read-data-file.ts';
import { Refusal } from './refusal.ts';

export type SurroundingFlags = { readonly applications?: string; readonly url?: string };

const readList = createFormReader(Application);

const listIn = (value: unknown): readonly unknown[] => {
  if (Array.isArray(value)) return value;
  const list = typeof value === 'object' && value !== null && 'applications' in value ? value.applications : null;
  return Array.isArray(list) ? list : [];
};

/** A list of applications, or a tenant that holds one, as POST /control/v1/tenants takes it. Quotes nothing: it holds keys. */
const readApplications = async (file: string): Promise<ReadonlyMap<string, Application>> => {
  const list = listIn(await readDataFile(file, { what: '--applications' }));
  if (list.length === 0)
    throw new Refusal(`--applications ${file}: it holds no applications`, 'Write {"applications": [{"appId": …}]}.');
  const applications = list.map((each, at) => {
    const read = readList(each, `/applications/${at}`);
    if (read.ok) return read.value;
    const [problem] = read.problems;
    throw new Refusal(`--applications ${file}: ${problem?.pointer} ${problem?.detail}`, problem?.remedy ?? '');
  });
  return new Map(applications.map((application) => [application.appId, application]));
};

const readUrl = (url: string): Called => {
  const called = readCalled(URL.canParse(url) ? new URL(url).pathname : url);
  if (called) return called;
  throw new Refusal(
    `--url ${url}: it does not end in /test/v1/INTERFACE or /production/v1/INTERFACE (T-2)`,
    'Give the address that the message was sent to.',
  );
};

/** Undefined when nothing was told. */
export const readSurroundings = async ({ applications, url }: SurroundingFlags): Promise<Registered | undefined> => {
  if (applications === undefined && url === undefined) return undefined;
  return {
    applications: applications === undefined ? null : await readApplications(applications),
    called: url === undefined ? null : readUrl(url),
  };
};
