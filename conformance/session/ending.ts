// Why a session ends before its scenario does.
import type { SessionEnd } from '../evidence.ts';

/** Thrown inside a session; `end` becomes part of its evidence. `shared`: the process that all sessions use is gone. */
export class SessionEnded extends Error {
  readonly end: SessionEnd;
  readonly shared: boolean;

  constructor(end: SessionEnd, options: { readonly shared: boolean } = { shared: false }) {
    super('reason' in end ? end.reason : end.kind);
    this.end = end;
    this.shared = options.shared;
  }
}

export const adapterError = (reason: string, lastEvents: readonly string[]): SessionEnded =>
  new SessionEnded({ kind: 'adapter-error', reason, lastEvents });
