import { describe, expect, it } from 'vitest';
import { mm, paginate, paper } from '../../../simulator/documents/invoice-layout.ts';

const pagesOf = (count: number, height: number) => paginate(Array(count).fill(height));

describe('paginate', () => {
  it('keeps an ordinary invoice on the short sheet', () => {
    expect(pagesOf(7, mm(5))).toEqual([{ height: paper.shortHeight, from: 0, to: 7 }]);
  });

  it('takes one long sheet for what does not fit', () => {
    expect(pagesOf(20, mm(5))).toEqual([{ height: paper.longHeight, from: 0, to: 20 }]);
  });

  it('leaves room for the total on the last sheet, and never an empty one', () => {
    const pages = pagesOf(43, mm(5));
    expect(pages.map(({ from, to }) => [from, to])).toEqual([
      [0, 42],
      [42, 43],
    ]);
  });

  it.each([1, 8, 39, 40, 41, 44, 45, 46, 47, 90, 2000])('puts each of %i lines on one page', (count) => {
    const pages = pagesOf(count, mm(5));
    expect(pages.flatMap(({ from, to }) => Array.from({ length: to - from }, (_, at) => from + at))).toEqual(
      Array.from({ length: count }, (_, at) => at),
    );
    expect(Math.min(...pages.map(({ from, to }) => to - from))).toBeGreaterThan(0);
  });
});
