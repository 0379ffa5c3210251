import { describe, expect, it } from 'vitest';
import { pointerOf, pointerParts, putAt, takeAt } from '../../../conformance/scenario/json-pointer.ts';

const payload = { lines: [{ tax: '1.00' }], 'a/b': { '~': '1' } };

describe('JSON pointers', () => {
  it('writes and reads the two escapes', () => {
    expect(pointerOf(['a/b', '~', 0])).toBe('/a~1b/~0/0');
    expect(pointerParts('/a~1b/~0/0')).toEqual(['a/b', '~', '0']);
  });

  it.each([
    ['/lines/0/tax', { ...payload, lines: [{ tax: 'x' }] }],
    ['/lines/1', { ...payload, lines: [{ tax: '1.00' }, 'x'] }],
    ['/clerk', { ...payload, clerk: 'x' }],
    ['/lines/3', null],
    ['/lines/-1', null],
    ['/buyer/name', null],
  ])('puts a value at %s or finds no such place', (pointer, result) => {
    expect(putAt(payload, pointer, 'x')).toEqual(result);
  });

  it.each([
    ['/lines/0', { ...payload, lines: [] }],
    ['/a~1b/~0', { ...payload, 'a/b': {} }],
    ['/lines/1', null],
    ['/clerk', null],
  ])('takes out %s or finds nothing there', (pointer, result) => {
    expect(takeAt(payload, pointer)).toEqual(result);
  });

  it('leaves the given payload as it was', () => {
    putAt(payload, '/lines/0/tax', 'x');
    takeAt(payload, '/lines/0');
    expect(payload.lines).toEqual([{ tax: '1.00' }]);
  });
});
