// Ends a client with everything it started itself: wrappers such as `npm run` or `uv run` leave children behind otherwise.

/** SIGKILL to the whole group of a process that was started detached; one that is gone already is no error. */
export const killProcessGroup = (pid: number): void => {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // ESRCH: nobody is left.
  }
};
