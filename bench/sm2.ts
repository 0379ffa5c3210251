// `npm run bench:sm2`: how long HMAC requests take alone, and beside applications that sign by SM2; 20 s at most, on loopback.
// Requests by SM2 are signed beforehand, so that what is measured is the bureau's work and not the signing here.
import { startBureau } from './bureau-process.ts';
import { machineLine } from './machine.ts';
import { percentile } from './median.ts';
import { createVisit, openVisitors, writeVisit } from './sm2-visits.ts';

const say = (line: string) => process.stdout.write(`${line}\n`);
const measureMs = 3000;
const sm2Applications = 4;
const sm2Requests = 4000;
/** Between two HMAC requests: a shop at work, not a flood that would measure itself. */
const paceMs = 5;

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

const bureau = await startBureau('--in-memory');
const stop = setTimeout(() => bureau.abandon(), 20_000);
try {
  const { url, hmac, bySm2 } = await openVisitors(bureau.ready, sm2Applications);
  const { visit, close } = createVisit(url);

  const measureHmac = async (): Promise<number[]> => {
    const took: number[] = [];
    const until = performance.now() + measureMs;
    while (performance.now() < until) {
      took.push(await visit(writeVisit(hmac)));
      await pause(paceMs);
    }
    return took;
  };
  const figures = (name: string, took: readonly number[]): readonly number[] => {
    const [p50 = 0, p95 = 0, p99 = 0] = [50, 95, 99].map((share) => percentile(took, share));
    say(`${name}: p50 ${p50.toFixed(2)} ms, p95 ${p95.toFixed(2)} ms, p99 ${p99.toFixed(2)} ms, n=${took.length}`);
    return [p50, p95, p99];
  };

  say(machineLine());
  const messages = Array.from({ length: sm2Requests }, (_, at) => bySm2[at % sm2Applications]).flatMap((signer) =>
    signer ? [writeVisit(signer)] : [],
  );
  // Not counted: what is loaded and compiled at the first requests.
  for (let warm = 0; warm < 50; warm += 1) for (const signer of [hmac, ...bySm2]) await visit(writeVisit(signer));
  const alone = figures('HMAC alone          ', await measureHmac());

  let measuring = true;
  const sm2Took: number[] = [];
  const lane = async (): Promise<void> => {
    while (measuring) {
      const message = messages.pop();
      if (message === undefined) return;
      sm2Took.push(await visit(message));
    }
  };
  const lanes = Array.from({ length: sm2Applications }, lane);
  const begun = performance.now();
  const beside = figures('HMAC beside SM2     ', await measureHmac());
  measuring = false;
  await Promise.all(lanes);
  figures('SM2, 4 connections  ', sm2Took);
  const perSecond = (sm2Took.length / (performance.now() - begun)) * 1000;
  const ratios = beside.map((ms, at) => (ms / (alone[at] ?? Number.NaN)).toFixed(2));
  say(
    `beside ÷ alone: p50 ${ratios[0]}, p95 ${ratios[1]}, p99 ${ratios[2]}; SM2 ${Math.round(perSecond)} requests a second`,
  );
  if (messages.length === 0) say('the SM2 requests ran out before the time did: the second half was less busy');
  close();
} finally {
  clearTimeout(stop);
  await bureau.stop('SIGTERM');
}
