// The small client's gate: at most four of its requests are in flight, and who came first goes first (C-19).
import { say } from './dialogue.ts';

const mostInFlight = 4;

type Waiting = { readonly command: string; by: string; readonly go: () => void };

export const createGate = (session: string) => {
  const inside: string[] = [];
  const queue: Waiting[] = [];
  const wait = (waiting: Waiting): void => {
    waiting.by = inside[0] ?? '';
    say({ type: 'blocked', id: waiting.command, session, command: waiting.command, by: waiting.by });
  };
  const leave = (command: string): void => {
    inside.splice(inside.indexOf(command), 1);
    const next = queue.shift();
    if (next) inside.push(next.command);
    next?.go();
    for (const waiting of queue) if (!inside.includes(waiting.by)) wait(waiting);
  };
  return {
    /** Resolves when the request may leave; the result says that it is over. */
    enter: async (command: string): Promise<() => void> => {
      if (inside.length < mostInFlight) inside.push(command);
      else
        await new Promise<void>((go) => {
          const waiting = { command, by: '', go };
          queue.push(waiting);
          wait(waiting);
        });
      return () => leave(command);
    },
  };
};

export type Gate = ReturnType<typeof createGate>;
