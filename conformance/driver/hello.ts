// The first exchange with a client: who it is, what it claims, which clock it uses (D, V-1).
import type { Timers } from '../system-clock.ts';
import { writeInstant } from '../wire/instant.ts';
import type { ClientProcess } from './client-process.ts';
import type { Message } from './lines.ts';

export type Introduction = {
  readonly name: string;
  readonly version: string;
  readonly language: string;
  readonly capabilities: readonly string[];
  /** Sessions it can hold at once; infinite where it names none. */
  readonly sessions: number;
};

/** The client could not be made acquaintance with; nothing can be judged. */
export class NoHello extends Error {}

/** Starting up is not silence of D-4: a client may first be compiled, or load a large runtime. */
const startUpMs = 30_000;

const protocol = 1;
const longestName = 100;

/** Names stand in terminals and certificates: whoever could move the cursor there could write a verdict. */
const isName = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= longestName && !/[\p{Cc}\p{Bidi_Control}]/u.test(value);

const isCount = (value: unknown): value is number => Number.isInteger(value) && Number(value) >= 1;

/** What the kit asks of a client's time: its clock, and how many times as fast as the machine's a real one runs (D-10). */
export type AskedClock = { readonly clock: 'virtual' | 'real'; readonly rate: number; readonly sinceMs: number };

const read = (message: Message, { clock, rate }: AskedClock): Introduction => {
  const { name, version, language, capabilities, sessions } = message;
  if (message['protocol'] !== undefined && message['protocol'] !== protocol)
    throw new NoHello(
      `it speaks protocol ${JSON.stringify(message['protocol'])} of the driver; this kit speaks ${protocol} (D)`,
    );
  if (!isName(name) || !isName(version) || !isName(language))
    throw new NoHello(
      `its hello lacks name, version or language, texts of at most ${longestName} characters without control characters (D)`,
    );
  if (!Array.isArray(capabilities) || !capabilities.every((one) => typeof one === 'string'))
    throw new NoHello('its hello lacks capabilities, a list of class names (V-1)');
  if (message['clock'] !== clock)
    throw new NoHello(`it answered the ${clock} clock with ${JSON.stringify(message['clock'])} (D)`);
  if (rate !== 1 && message['rate'] !== rate)
    throw new NoHello(
      `it was asked for a real clock ${rate} times as fast and answered the rate ${JSON.stringify(message['rate'] ?? null)}: one that cannot hurry its clock is certified without --rate (D-10)`,
    );
  if (sessions !== undefined && !isCount(sessions)) throw new NoHello('sessions is no whole number from 1 (D)');
  return { name, version, language, capabilities, sessions: sessions ?? Number.POSITIVE_INFINITY };
};

/** Says hello and waits for the answer; rejects with NoHello when it does not come or makes no sense. */
export const greet = (
  client: ClientProcess,
  options: AskedClock & { readonly now: string; readonly timers: Timers },
): Promise<Introduction> =>
  new Promise((resolve, reject) => {
    const endings: (() => void)[] = [];
    const refuse = (error: unknown): void => {
      for (const end of endings) end();
      reject(error);
    };
    endings.push(
      options.timers.after(startUpMs, () =>
        refuse(
          new NoHello(
            `no answer to the kit's hello within ${startUpMs} ms: the client must answer {"type":"hello",…} with its own (D)`,
          ),
        ),
      ),
      client.listen((message) => {
        if (message.type !== 'hello') return;
        for (const end of endings) end();
        try {
          resolve(read(message, options));
        } catch (error) {
          reject(error);
        }
      }),
    );
    endings.push(client.onGone(({ reason }) => refuse(new NoHello(reason))));
    const { clock, rate, sinceMs, now } = options;
    const hurried = rate === 1 ? {} : { rate, since: writeInstant(sinceMs) };
    client.say({ type: 'hello', protocol, clock, ...hurried, now });
  });
