// What a client did in a scenario, order by order: its tries with the waits before them, what it heard, what it claimed in the end.
import { readAttempts } from '../checks/attempt.ts';
import { type Chain, readChains } from '../checks/chain.ts';
import { waitMs } from '../checks/waits.ts';
import type { Evidence } from '../evidence.ts';

/** One try: how long after the end of the one before it, on which interface, and what it heard. */
export type Try = {
  /** Null at the first. */
  readonly waitMs: number | null;
  /** `invoice.issue`, … ; null where nothing arrived. */
  readonly interface: string | null;
  /** A return code; `not sent`; what was wrong with an answer, or why none came. */
  readonly heard: string;
};

/** One piece of work: an order's issue, a query, a reversal, … */
export type Conduct = {
  /** The command and the scenario's name of the order, e.g. `issue sale`; the second of a kind is `issue sale #2`. */
  readonly work: string;
  readonly tries: readonly Try[];
  /** `issued 0000 · 2 attempts`, one for each command that was given for it. */
  readonly claims: readonly string[];
};

const heardBy = ({ heard }: Chain['attempts'][number]): string => {
  if (heard.kind === 'believed') return heard.returnCode;
  if (heard.kind === 'not-sent') return 'not sent';
  return heard.disbelieved?.manner ?? heard.why.en;
};

const triesOf = (attempts: Chain['attempts']): Try[] =>
  attempts.map((attempt, at) => {
    const before = attempts[at - 1];
    return {
      waitMs: before ? waitMs(before, attempt) : null,
      interface: attempt.interface,
      heard: heardBy(attempt),
    };
  });

const claimsOf = ({ commands }: Chain): string[] =>
  commands.flatMap(({ claim }) =>
    claim
      ? [[claim.outcome, ...(claim.returnCode ? [claim.returnCode] : []), `· ${claim.attempts} attempts`].join(' ')]
      : [],
  );

/** Tries that belong to no command: an order nobody commanded, or one that cannot be told from others. */
const strayTries = (evidence: Evidence, chains: readonly Chain[]): Conduct[] => {
  const known = new Set(chains.flatMap(({ attempts }) => attempts.map(({ number }) => number)));
  const stray = readAttempts(evidence).filter(({ number }) => !known.has(number));
  return stray.length === 0 ? [] : [{ work: 'of no command', tries: triesOf(stray), claims: [] }];
};

/** In the order the commands were given. */
export const conductOf = (evidence: Evidence): readonly Conduct[] => {
  const chains = readChains(evidence);
  const counts = new Map<string, number>();
  const named = chains.map((chain) => {
    const name = [chain.kind, chain.commands[0]?.order ?? ''].join(' ').trim();
    const count = (counts.get(name) ?? 0) + 1;
    counts.set(name, count);
    return { work: count === 1 ? name : `${name} #${count}`, tries: triesOf(chain.attempts), claims: claimsOf(chain) };
  });
  return [...named, ...strayTries(evidence, chains)];
};
