// What the log says of failures of ours, whose words may come from anywhere.
import { pino } from 'pino';
import { expect, it } from 'vitest';
import { logFailure } from '../../cli/exchange-log.ts';
import { FailedExchange } from '../../simulator/exchange/failed-exchange.ts';

const logged = (error: unknown): string => {
  const lines: string[] = [];
  logFailure(pino({}, { write: (line) => void lines.push(line) }), error);
  return lines.join('');
};
const thrownBy = (work: () => unknown): unknown => {
  try {
    return work();
  } catch (error) {
    return error;
  }
};

it('names tenant and exchange, kind, message and place', () => {
  const cause = Object.assign(new TypeError('disk is full'), { code: 'ENOSPC' });
  const line = JSON.parse(logged(new FailedExchange({ tenant: 'default', seq: 7 }, cause)));
  expect(line).toMatchObject({
    ...{ level: 50, tenant: 'default', seq: 7, msg: 'an unexpected failure of ours' },
    failure: { type: 'TypeError', code: 'ENOSPC', message: 'disk is full' },
  });
  expect(line.failure.frames[0]).toMatch(/^at .*exchange-log\.test\.ts:\d+/);
});

it.each([
  ['a message that was read', thrownBy(() => JSON.parse('{"name":"某某公司" 91110108551385082Q}'))],
  ['a number that is none', thrownBy(() => BigInt('91110108551385082Q'))],
  ['a tax number', new Error('no seller 91110108551385082Q in the register')],
  ['a name', new RangeError('the buyer 某某公司 is unknown')],
  ['an amount', new Error('the sum is 1234.56, not 91.11')],
  ['a key', new Error('key 0123456789abcdeffedcba9876543210 is unfit')],
  ['a secret far below', new Error('outside', { cause: new Error('demonstration-secret-not-for-production') })],
  ['a text that was thrown', '91110108551385082Q'],
])('keeps %s to itself', (_what, error) => {
  const line = logged(new FailedExchange({ tenant: 'default', seq: 1 }, error));
  const secrets = ['91110108551385082', '某某', '1234.56', '91.11', '0123456789abcdef', 'demonstration-secret'];
  expect(secrets.filter((secret) => line.includes(secret))).toEqual([]);
});
