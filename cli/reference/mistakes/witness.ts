// Shows every planted mistake to both witnesses: `doctor` on the message, and a bureau that it is really sent to.
import { writeInstant } from '../../../protocol/timestamp.ts';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';
import type { Diagnosis } from '../../../simulator/explain/diagnose.ts';
import type { GateVerdict } from '../../../simulator/operations/decision.ts';
import { examine } from '../../examine.ts';
import { applications, seller, sentAt } from './cast.ts';
import type { Planted } from './plant-message.ts';
import { type Message, plantedMessages } from './planted.ts';

/** What the bureau made of it; null for an answer, which is not sent to a bureau. */
export type Exchange = {
  /** The gate that refused; null where none did. */
  readonly gate: string | null;
  readonly returnCode: string;
  /** The gate's own words; null where none refused. */
  readonly refusal: { readonly expected: string | null; readonly received: string | null } | null;
  /** Of the entry, in a page that was asked for with names. */
  readonly journal: readonly string[];
  /** Of `…/journal/SEQ/diagnosis`. */
  readonly diagnosis: readonly string[];
  /** Of `X-Bureau-Mistake`. */
  readonly header: readonly string[];
};

export type Testimony = {
  readonly planted: Planted;
  readonly doctor: readonly string[];
  readonly exchange: Exchange | null;
};

const namesOf = (problems: readonly { readonly name: string }[]): string[] => [
  ...new Set(problems.map(({ name }) => name)),
];

export const askDoctor = ({ planted, body, earlier }: Message): Diagnosis => {
  const called = { environment: planted.environment ?? 'test', interface: 'quota.query' } as const;
  return examine({
    body,
    keys: {},
    moment: { is: 'arrival', epochMs: sentAt },
    registered: { applications, called },
    ...(earlier ? { earlier: [{ name: 'the message before', body: earlier }] } : {}),
  });
};

type Entry = {
  readonly seq: number;
  readonly gates: readonly GateVerdict[];
  readonly decided: { readonly returnCode: string } | null;
  readonly mistakes: readonly string[];
};

const openTenant = async (bureau: Bureau): Promise<string> => {
  const clock = { mode: 'frozen', now: writeInstant(sentAt) } as const;
  const request = { id: 'planted', seed: 1, clock, sellers: [seller], applications: [...applications.values()] };
  const created = await bureau.createTenant(request);
  if (!created.ok) throw new Error(`the planted tenant is refused: ${JSON.stringify(created.problems)}`);
  return `${bureau.httpUrl}`.replace('/test/v1', '/t/planted');
};

/** Sends over HTTP, and asks the control port what the journal says. */
const openSender = async (bureau: Bureau) => {
  const base = await openTenant(bureau);
  const control = `${bureau.control.url}/control/v1/tenants/planted/journal`;
  let seen = 0;
  const read = async <Body>(path: string): Promise<Body> => {
    const answer = await fetch(`${control}${path}`, { headers: { authorization: `Bearer ${bureau.control.token}` } });
    return (await answer.json()) as Body;
  };
  const post = async (body: Uint8Array, environment: string): Promise<Response> => {
    const answer = await fetch(`${base}/${environment}/v1/quota.query`, { method: 'POST', body: Buffer.from(body) });
    await answer.arrayBuffer();
    seen += 1;
    return answer;
  };
  return async ({ planted, body, earlier }: Message): Promise<Exchange> => {
    const environment = planted.environment ?? 'test';
    if (earlier) await post(earlier, environment);
    const answer = await post(body, environment);
    const { entries } = await read<{ readonly entries: readonly Entry[] }>(`?after=${seen - 1}&limit=1&mistakes=true`);
    const { problems } = await read<{ readonly problems: readonly { readonly name: string }[] }>(`/${seen}/diagnosis`);
    const refused = entries[0]?.gates.find(({ verdict }) => verdict === 'refused');
    return {
      gate: refused?.gate ?? null,
      refusal: refused ? { expected: refused.expected ?? null, received: refused.received ?? null } : null,
      returnCode: entries[0]?.decided?.returnCode ?? '',
      journal: entries[0]?.mistakes ?? [],
      diagnosis: namesOf(problems),
      header: answer.headers.get('x-bureau-mistake')?.split(', ') ?? [],
    };
  };
};

/** One testimony a message, in order. */
export const hearWitnesses = async (): Promise<readonly Testimony[]> => {
  const bureau = await createBureau({ port: 0, httpPort: 0, controlPort: 0, explain: true, seed: 1 });
  try {
    const send = await openSender(bureau);
    const testimonies: Testimony[] = [];
    for (const message of plantedMessages()) {
      const { planted } = message;
      const exchange = planted.kind === 'answer' ? null : await send(message);
      testimonies.push({ planted, doctor: namesOf(askDoctor(message).problems), exchange });
    }
    return testimonies;
  } finally {
    await bureau.close();
  }
};
