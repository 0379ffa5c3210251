// Text made safe for the report: everything that comes from outside goes through here.
import type { Bilingual } from '../../bilingual.ts';

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** Characters that would turn text around or hide it; a hostile name must look like what it is. */
const invisible = /[\p{Cc}\p{Cf}]/gu;
const kept = new Set(['\n', '\t']);

const revealInvisible = (character: string): string =>
  kept.has(character) ? character : `\\u{${character.codePointAt(0)?.toString(16)}}`;

/** Letters, Chinese ones and what stands between them: most texts are of these alone and stay as they are. */
const harmless = /^[\n\t !#-%(-;=?-~\u00b7\u2014\u2026\u3001-\u3011\u4e00-\u9fff\uff01-\uff5e]*$/;

/** For element content and quoted attributes. */
export const escapeHtml = (text: string): string => (harmless.test(text) ? text : escapeAll(text));

const escapeAll = (text: string): string =>
  text
    .toWellFormed()
    .replace(invisible, revealInvisible)
    .replace(/[&<>"']/g, (character) => entities[character] ?? character);

/** Both languages, each marked; the page shows one of them, or both where there is no JavaScript. */
export const both = ({ en, zh }: Bilingual): string =>
  `<span lang="en">${escapeHtml(en)}</span><span lang="zh-CN">${escapeHtml(zh)}</span>`;

/** The same inside an SVG text; what both languages say alike stands there once. */
export const bothDrawn = ({ en, zh }: Bilingual): string =>
  en === zh
    ? escapeHtml(en)
    : `<tspan lang="en">${escapeHtml(en)}</tspan> <tspan lang="zh-CN">${escapeHtml(zh)}</tspan>`;

/** A fixed word of the page itself in both languages. */
export const word = (en: string, zh: string): string => both({ en, zh });

/** An id made of a scenario id or a number, fit for `id` and `href`. */
export const anchor = (...parts: readonly (string | number)[]): string =>
  parts.map((part) => String(part).replace(/[^0-9A-Za-z]+/g, '-')).join('--');
