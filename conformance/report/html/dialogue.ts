// The driver dialogue of a scenario in lines a person can follow.
import type { DialogueEvent, Evidence } from '../../evidence.ts';
import { escapeHtml, word } from './escape.ts';

const mostLines = 200;
const longestLine = 240;

/** What a line says beside its type; bulky members are named, not printed. */
const bulky = new Set([
  'order',
  'seller',
  'settings',
  'ca',
  'privateKeyPem',
  'certificatePem',
  'bureauPublicKeyPem',
  'type',
  'session',
  'now',
]);

const printLine = ({ message }: DialogueEvent): string => {
  const rest = Object.entries(message)
    .filter(([name, value]) => !bulky.has(name) && value !== null)
    .map(([name, value]) => `${name} ${typeof value === 'string' ? value : JSON.stringify(value)}`);
  const line = rest.join(' · ');
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
};

/** A folded table of who said what, and when by the session's clock. */
export const showDialogue = (evidence: Evidence, mask: (text: string) => string): string => {
  const lines = evidence.dialogue.slice(0, mostLines).map((event) => {
    const arrow = event.direction === 'to-client' ? '→' : '←';
    return `<tr><td>${escapeHtml(event.at.slice(11, 23))}</td><td>${arrow}</td><td>${escapeHtml(mask(String(event.message['type'])))}</td><td>${escapeHtml(mask(printLine(event)))}</td></tr>`;
  });
  if (lines.length === 0) return '';
  const rest = evidence.dialogue.length - lines.length;
  const more =
    rest > 0
      ? `<p class="faint">${word(`${rest} more lines in transcript.ndjson`, `其余 ${rest} 行见 transcript.ndjson`)}</p>`
      : '';
  return `<details class="dialogue"><summary>${word('driver dialogue', '驱动对话')} (${evidence.dialogue.length})</summary><div class="scroll"><table>${lines.join('')}</table></div>${more}</details>`;
};
