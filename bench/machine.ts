// The machine and versions that stand beside every figure.
import { arch, cpus, platform, release, totalmem } from 'node:os';

/** One line: processor, cores, memory, system, Node. */
export const machineLine = (): string => {
  const processors = cpus();
  const gib = Math.round(totalmem() / 2 ** 30);
  return `${processors[0]?.model ?? 'unknown processor'} × ${processors.length}, ${gib} GiB, ${platform()} ${release()} ${arch()}, Node ${process.versions.node}`;
};
