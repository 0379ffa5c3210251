// The bureau's event stream: tells each session at once that something happened in its tenant.
import type { Control } from './control.ts';

export type TenantEvent = {
  /** Counts all events of the bureau. */
  readonly id: number;
  readonly name: string;
  readonly nonce: string | null;
  /** The number of the exchange it is about. */
  readonly exchange: number | null;
};
export type TenantEvents = {
  /** Calls `happened` after every event of the tenant; returns the unsubscriber. */
  readonly watch: (tenant: string, happened: (event: TenantEvent) => void) => () => void;
  /** Resolves when all events up to that number were told of, and at the latest when `signal` is aborted. */
  readonly reached: (id: number, signal: AbortSignal) => Promise<void>;
  readonly close: () => void;
};

/** Resolves when the stream is open. Events are hints to look again; what is true is asked of the clock view. */
export const watchEvents = async (control: Control): Promise<TenantEvents> => {
  const stop = new AbortController();
  const watchers = new Map<string, (event: TenantEvent) => void>();
  const waiting = new Set<() => void>();
  let [name, data, latest] = ['', '', 0];
  const body = await control.openEvents(stop.signal);
  const hear = (line: string): void => {
    if (line.startsWith('event:')) name = line.slice('event:'.length).trim();
    if (line.startsWith('data:')) data = line.slice('data:'.length);
    if (!line.startsWith('id:')) return;
    latest = Number(line.slice('id:'.length));
    const told = JSON.parse(data) as Partial<TenantEvent & { tenant: string }>;
    const { tenant = '', nonce = null, exchange = null } = told;
    watchers.get(tenant)?.({ id: latest, name, nonce, exchange });
    for (const look of waiting) look();
  };
  const listen = async (): Promise<void> => {
    let rest = '';
    for await (const text of body) {
      const lines = (rest + text).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) hear(line);
    }
  };
  // The end of the stream is the end of the run; sessions notice a lost bureau at their next call.
  listen().catch(() => undefined);
  return {
    watch: (tenant, happened) => {
      watchers.set(tenant, happened);
      return () => watchers.delete(tenant);
    },
    reached: (id, signal) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (latest < id && !signal.aborted) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        signal.addEventListener('abort', look);
        look();
      }),
    close: () => stop.abort(),
  };
};
