// What a real clock forgives: two processes and a network write down one moment at different times (D-4, D-10).
import type { Evidence, WireExchange } from '../evidence.ts';

/** Only lower bounds are asserted, and 50 ms of the machine's time of them forgiven. */
export const slackMs = ({ clockMode, clockRate }: Evidence): number => (clockMode === 'real' ? 50 * clockRate : 0);

/** Of a wait after that attempt: when a client gave a request up, the bureau learns a moment later than it began to wait. */
export const forgivenMs = ({ exchange }: { readonly exchange: WireExchange | null }, evidence: Evidence): number =>
  exchange !== null && exchange.end !== 'answered' && exchange.end !== 'reset' ? skewMs(evidence) : slackMs(evidence);

/** So far a client's word and the bureau's may disagree about one moment, and a busy machine make something late. */
export const skewMs = ({ clockMode, clockRate }: Evidence): number => (clockMode === 'real' ? 1_000 * clockRate : 0);
