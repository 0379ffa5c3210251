// Hostility `http-form`: the answer in other clothes of HTTP/1.1: chunks instead of a length, other letter case, a closed connection.
import type { Departure, HttpForm } from '../doors/visit.ts';
import { type AnswerBehaviour, between, pick } from './behaviour.ts';

/** Header names and media types are the same in any case (RFC 9110); the character set is not asked for (T-3). */
const spellingsOf = (mediaType: string): readonly [string, ...string[]] => [
  `${mediaType}; charset=utf-8`,
  mediaType,
  `${mediaType};charset=UTF-8`,
  `${mediaType.replace(/[^/]+$/, (subtype) => subtype.toUpperCase())}; charset=utf-8`,
];

export const httpForm: AnswerBehaviour = {
  name: 'http-form',
  depart: (departure: Departure, dice) => {
    const contentType = pick(dice, spellingsOf(departure.contentType.split(';')[0] ?? ''));
    const chunks = dice() < 0.5 ? 0 : between(dice, 1, 4);
    const headerCase = pick<HttpForm['headerCase']>(dice, ['lower', 'title', 'upper']);
    const closes = dice() < 0.2;
    const isUsual = contentType === departure.contentType && chunks === 0 && headerCase === 'lower' && !closes;
    return isUsual ? departure : { ...departure, contentType, http: { chunks, headerCase, closes } };
  },
};
