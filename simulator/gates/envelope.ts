// The gate of the envelope: nine members of the right form, the interface of the path, the types that were registered (E, T-3).
import type { EnvelopeReading } from '../../protocol/envelope.ts';
import type { GateVerdict } from '../operations/decision.ts';
import type { Application } from '../register/application.ts';
import { verdictOf } from './verdict.ts';

/** 1002 before the application is known; `problems` of the reading become one refusal that names them all. */
export const judgeEnvelope = (reading: EnvelopeReading, pathInterface: string): GateVerdict => {
  const problems = reading.ok
    ? reading.message['interface'] === pathInterface
      ? []
      : [{ member: 'interface', expected: pathInterface, received: reading.message['interface'] ?? '' }]
    : reading.problems;
  const [first] = problems;
  if (!first) return verdictOf('envelope', 'E', null);
  const message = problems.map(
    ({ member, expected, received }) => `${member || 'message'}: expected ${expected}, received ${received}`,
  );
  return verdictOf('envelope', 'E', {
    returnCode: '1002',
    expected: first.member ? `${first.member}: ${first.expected}` : first.expected,
    received: first.received,
    message: message.join('; '),
  });
};

/** 1002 when the message uses another signature or cipher than registered. */
export const judgeTypes = (message: Readonly<Record<string, string>>, application: Application): GateVerdict => {
  const wrong = (['encryptType', 'signType'] as const).find((name) => message[name] !== application[name]);
  return verdictOf(
    'registered-types',
    'E',
    wrong
      ? {
          returnCode: '1002',
          expected: `${wrong} ${application[wrong]}, as registered`,
          received: message[wrong] ?? '',
        }
      : null,
  );
};
