// Reads the text that Prometheus is given back into samples.

/** By `name{labels}` as it stands in the text. */
export const samplesIn = (text: string): ReadonlyMap<string, number> =>
  new Map(
    text
      .split('\n')
      .filter((line) => line !== '' && !line.startsWith('#'))
      .map((line) => {
        const at = line.lastIndexOf(' ');
        return [line.slice(0, at), Number(line.slice(at + 1))] as const;
      }),
  );

/** The samples of one metric. */
export const samplesOf = (text: string, metric: string): Readonly<Record<string, number>> =>
  Object.fromEntries([...samplesIn(text)].filter(([name]) => name === metric || name.startsWith(`${metric}{`)));

/** Names of labels that occur anywhere among the bureau's own metrics. */
export const labelsIn = (text: string): ReadonlySet<string> =>
  new Set(
    [...samplesIn(text).keys()]
      .filter((name) => name.startsWith('bureau_'))
      .flatMap((name) => [...name.matchAll(/[{,](\w+)="/g)].map(([, label]) => label ?? '')),
  );
