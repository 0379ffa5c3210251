// A refusal of what a person gave us on the command line: one clear sentence, where, and what to do; never a stack trace.
import { type ExitCode, exitCode } from './exit-code.ts';

/** Thrown by commands for bad flags, files and surroundings; the entry prints `message` and `remedy` and exits with `code`. */
export class Refusal extends Error {
  readonly remedy: string;
  readonly code: ExitCode;

  constructor(message: string, remedy: string, code: ExitCode = exitCode.usage) {
    super(message);
    this.name = 'Refusal';
    this.remedy = remedy;
    this.code = code;
  }
}
