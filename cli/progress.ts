// The progress of a certification: a bar on a terminal, a line per scenario in a log, nothing when quiet.
import { Presets, SingleBar } from 'cli-progress';

export type Progress = {
  /** A scenario ended, or was begun again. */
  readonly show: (event: { readonly done: number; readonly scenario: string }) => void;
  readonly end: () => void;
};

/** Writes to `stream` (standard error), which is a terminal or a log. */
export const createProgress = (options: {
  readonly total: number;
  readonly stream: NodeJS.WriteStream;
  readonly quiet: boolean;
}): Progress => {
  if (options.quiet) return { show: () => undefined, end: () => undefined };
  if (!options.stream.isTTY)
    return {
      show: ({ done, scenario }) => options.stream.write(`[${done}/${options.total}] ${scenario}\n`),
      end: () => undefined,
    };
  const bar = new SingleBar(
    { stream: options.stream, format: '{bar} {value}/{total} {scenario}', hideCursor: true, clearOnComplete: true },
    Presets.shades_classic,
  );
  bar.start(options.total, 0, { scenario: '' });
  return { show: ({ done, scenario }) => bar.update(done, { scenario }), end: () => bar.stop() };
};
