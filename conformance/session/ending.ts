// Why a session ends before its scenario does.
import type { SessionEnd } from '../evidence.ts';

/**
 * Thrown inside a session; `end` becomes part of its evidence. `gone`: its process is, by silence or otherwise; `quiet`: it
 * lives, but nothing more is expected of it in this session.
 */
export class SessionEnded extends Error {
  readonly end: SessionEnd;
  readonly gone: 'no' | 'quiet' | 'silent' | 'ended';

  constructor(end: SessionEnd, gone: SessionEnded['gone'] = 'no') {
    super('reason' in end ? end.reason : end.kind);
    this.end = end;
    this.gone = gone;
  }
}

export const adapterError = (reason: string, lastEvents: readonly string[]): SessionEnded =>
  new SessionEnded({ kind: 'adapter-error', reason, lastEvents });
