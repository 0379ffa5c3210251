// What a session is made of while it lasts, and the opening of it (D).
import type { Control, TenantView } from '../bureau/control.ts';
import type { TenantEvents } from '../bureau/events.ts';
import type { ClientProcess } from '../driver/client-process.ts';
import type { GivenCommand } from '../evidence.ts';
import type { Scenario } from '../scenario/scenario.ts';
import type { SeededRandom } from '../seeded-random.ts';
import type { Timers } from '../system-clock.ts';
import { writeInstant } from '../wire/instant.ts';
import type { Conversation } from './conversation.ts';
import { adapterError } from './ending.ts';
import { lookUntil } from './look-again.ts';
import { openMessage } from './open-message.ts';
import type { Papers } from './papers.ts';
import type { SessionKeys, VenueTime } from './tenant-of.ts';
import type { TakeTurn } from './turns.ts';
import type { SessionClock } from './virtual-clock.ts';

export type Venue = {
  readonly control: Control;
  readonly events: TenantEvents;
  readonly ca: string;
  readonly time: VenueTime;
  readonly seed: number;
  /** The machine's own, for the patience with what is silent. */
  readonly timers: Timers;
  /** Where all sessions run side by side they begin a few at a time. */
  readonly takeTurn: TakeTurn;
  /** Folder in which each session's `stateDir` is made. */
  readonly scratch: string;
};
/** The process the session talks to; `restart` starts another one in its place (D-6) and is null for shared ones. */
export type Seat = { readonly client: ClientProcess; readonly restart: (() => Promise<ClientProcess>) | null };
export type Session = {
  readonly name: string;
  readonly scenario: Scenario;
  readonly venue: Venue;
  readonly tenant: TenantView;
  readonly keys: SessionKeys;
  readonly papers: Papers;
  readonly stateDir: string;
  readonly conversation: Conversation;
  readonly clock: SessionClock;
  readonly random: SeededRandom;
  readonly commands: GivenCommand[];
  /** Reversals, and orders with the client's callbackUrl, by the scenario's name. */
  readonly asCommanded: Map<string, Readonly<Record<string, unknown>>>;
  readonly kitNonces: Set<string>;
  /** Sheets that the buyer or the kit itself opened. */
  readonly othersSheets: Set<string>;
  readonly restart: Seat['restart'];
  readonly endTurn: () => void;
  client: ClientProcess;
  detach: () => void;
  /** The restarted client has opened the session again. */
  resumed: boolean;
};

/** For a client that talks on without opening; one that says nothing is convicted by its silence long before. */
const openingMs = 120_000;

/** Rejects with SessionEnded when the client does not open it. */
export const openSession = async (session: Session, resume: boolean): Promise<void> => {
  const { conversation, name, tenant, venue } = session;
  conversation.awaitOpened();
  conversation.say(
    openMessage({
      session: name,
      resume,
      baseUrl: tenant.baseUrls.https,
      ca: venue.ca,
      keys: session.keys,
      papers: session.papers,
      scenario: session.scenario,
      stateDir: session.stateDir,
      now: writeInstant(conversation.now()),
    }),
  );
  const isOpened = () => {
    conversation.check();
    return conversation.isOpened();
  };
  const enough = conversation.awaitWord();
  try {
    const about = { signal: conversation.signal, timers: venue.timers, limitMs: openingMs };
    if (!(await lookUntil(isOpened, about)))
      throw adapterError(`the session was not opened within ${openingMs} ms (D)`, conversation.lastEvents());
  } finally {
    enough();
  }
};
