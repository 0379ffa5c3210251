// The pushes of a session as a careful receiver reads them: which were genuine, and what news they brought (B-4, B-12, C-12).
import type { Bilingual } from '../bilingual.ts';
import type { Evidence, PushSending } from '../evidence.ts';
import { onceAnEvidence } from '../once-an-evidence.ts';
import { openedAnswer } from '../opened-exchange.ts';
import { readBookTime, readInstant } from '../wire/instant.ts';

export type News = {
  readonly orderNo: string;
  readonly status: string;
  /** When it came true, by the bureau's word. */
  readonly atMs: number;
};
export type Push = {
  readonly sending: PushSending;
  readonly sentMs: number;
  /** Whether its signature is the bureau's; a forged one may still be read. */
  readonly genuine: boolean;
  readonly news: News | null;
};

const callbackInterface = 'callback.status';

const newsIn = (payload: unknown): News | null => {
  const { orderNo, status, at } = (payload ?? {}) as Readonly<Record<string, unknown>>;
  const atMs = typeof at === 'string' ? readBookTime(at) : null;
  return typeof orderNo === 'string' && typeof status === 'string' && atMs !== null ? { orderNo, status, atMs } : null;
};

/** One sending opened with the keys of the session. */
export const openPush = (sending: PushSending, credentials: Evidence['credentials']): Push => {
  const opened = openedAnswer(sending, credentials);
  const news = newsIn(opened.payload);
  const isNews = opened.message['interface'] === callbackInterface && opened.returnCode === '0000' && news !== null;
  return {
    sending,
    sentMs: readInstant(sending.sentAt) ?? 0,
    genuine: opened.signature === 'valid' && opened.problems.length === 0 && isNews,
    news,
  };
};

const manners = { regular: '正常', duplicate: '重复', forged: '伪造' } as const;

/** What the bureau says that it made of it. */
export const sayManner = ({ manner }: PushSending): Bilingual => ({ en: manner, zh: manners[manner] });

/** All that left the bureau, in order of sending. */
export const readPushes: (evidence: Evidence) => readonly Push[] = onceAnEvidence(({ pushes, credentials }) =>
  pushes
    // An empty body was never written: the application was gone.
    .filter(({ outcome, body }) => outcome !== 'lost' && body !== '')
    .map((sending) => openPush(sending, credentials)),
);

export const namePush = ({ sending, news }: Push): Bilingual => {
  const { number, orderNo, sentAt } = sending;
  const at = sentAt.slice(11, 23);
  return {
    en: `push ${number} (${news?.status ?? 'unreadable'} of ${orderNo}, ${at})`,
    zh: `第 ${number} 次推送（${orderNo} ${news?.status ?? '无法读取'}，${at}）`,
  };
};
