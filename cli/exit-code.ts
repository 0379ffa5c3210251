// What the exit status of a command says to the shell or the pipeline that called it.

export const exitCode = {
  ok: 0,
  /** An unexpected failure of ours, any harness-error. */
  failure: 1,
  /** Usage, configuration or scenario file. */
  usage: 2,
  portTaken: 3,
  /** A fail, an adapter-error, a required unsupported or untestable. */
  notConformant: 4,
  /** Void, nothing executed, too few samples, journal dropped entries. */
  inconclusive: 5,
  interrupted: 130,
  terminated: 143,
} as const;

export type ExitCode = (typeof exitCode)[keyof typeof exitCode];
