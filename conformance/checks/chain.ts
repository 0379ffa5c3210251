// The attempts of one piece of work in a row: an order's issue commands that were open together, or one query command.
import type { Evidence } from '../evidence.ts';
import { onceAnEvidence } from '../once-an-evidence.ts';
import { type Attempt, readAttempts } from './attempt.ts';
import { type CommandStory, readDialogue } from './dialogue.ts';

export type Chain = {
  readonly orderNo: string;
  readonly kind: CommandStory['command'];
  readonly commands: readonly CommandStory[];
  readonly attempts: readonly Attempt[];
};

/** Two attempts that follow each other; waits across a kill are nobody's (D-6: open sleeps are void). */
export type Pair = { readonly from: Attempt; readonly to: Attempt | null; readonly acrossKill: boolean };

const openTogether = (a: CommandStory, b: CommandStory): boolean => {
  const [first, second] = (a.given?.order ?? 0) <= (b.given?.order ?? 0) ? [a, b] : [b, a];
  const result = first.results[0];
  return result === undefined || result.order > (second.given?.order ?? 0);
};

const groupCommands = (commands: readonly CommandStory[]): CommandStory[][] => {
  const groups: CommandStory[][] = [];
  for (const command of commands) {
    const group = groups.find(
      (members) =>
        command.command === 'issue' &&
        members.some(
          (member) => member.command === 'issue' && member.orderNo === command.orderNo && openTogether(member, command),
        ),
    );
    if (group) group.push(command);
    else groups.push([command]);
  }
  return groups;
};

/** Red and void ask about other orders' invoices, too (C-16). */
const looksElsewhere: readonly string[] = ['red', 'void', 'sync'];

/** Chains in the order their commands were given. What was sent under a number nobody commanded is no attempt at the order. */
export const readChains: (evidence: Evidence) => readonly Chain[] = onceAnEvidence((evidence) => {
  const attempts = readAttempts(evidence);
  return groupCommands(readDialogue(evidence).commands).flatMap((commands) => {
    const [first] = commands;
    if (!first) return [];
    const own = attempts.filter(
      ({ command, orderNo }) =>
        commands.some(({ id }) => id === command) &&
        (orderNo === null || orderNo === first.orderNo || looksElsewhere.includes(first.command)),
    );
    return [{ orderNo: first.orderNo, kind: first.command, commands, attempts: own }];
  });
});

/** Each attempt with the one after it, the last with null. */
export const pairsOf = (chain: Chain, evidence: Evidence): Pair[] => {
  const { reopenings } = readDialogue(evidence);
  const place = (attempt: Attempt) => attempt.sleep?.order ?? null;
  const killedBetween = (from: Attempt, to: Attempt): boolean =>
    reopenings.some(({ order, atMs }) => {
      const [before, after] = [place(from), place(to)];
      return before !== null && after !== null
        ? before < order && order < after
        : from.startMs <= atMs && atMs <= to.startMs;
    });
  return chain.attempts.map((from, at) => {
    const to = chain.attempts[at + 1] ?? null;
    return { from, to, acrossKill: to !== null && killedBetween(from, to) };
  });
};

/** The chain's first claim: what it came to. */
export const claimOf = (chain: Chain) => chain.commands.find(({ claim }) => claim !== null)?.claim ?? null;
