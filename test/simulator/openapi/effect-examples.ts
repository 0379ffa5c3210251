// Fault rules with every effect the bureau knows, in every form that it takes, and every condition.
const window = { from: '2026-11-23T00:00:00.000+08:00', to: '2026-11-24T00:00:00.000+08:00' };

const ruleOf = (effect: object, more: object = {}) => ({ id: JSON.stringify(effect).slice(0, 90), effect, ...more });
const issue = { match: { interface: 'invoice.issue', orderNo: 'SO-*', appId: 'APP-SELLER' } };
const query = { match: { interface: 'invoice.query' } };

/** By the word of the effect. */
export const effectExamples: Readonly<Record<string, readonly object[]>> = {
  returnCode: [
    ruleOf({ returnCode: '3001', retryAfterSeconds: 30, returnMessage: '忙' }, { when: { nth: [1, 2], times: 1 } }),
  ],
  httpStatus: [ruleOf({ httpStatus: 502 }, { phase: 'after-commit', when: { window } })],
  delayMs: [
    ruleOf({ delayMs: 10 }),
    ruleOf({ delayMs: { uniform: [1, 2] } }),
    ruleOf({ delayMs: { lognormal: { medianMs: 300, sigma: 0.8 } } }),
    ruleOf({ delayMs: { percentiles: { '50': 200, '100': 900 } } }),
  ],
  hold: [ruleOf({ hold: true }, { when: { probability: 0.5, succeedFirst: 1, ttlSeconds: 5 } })],
  reset: [ruleOf({ reset: 'before-answer' }), ruleOf({ reset: 'mid-answer' })],
  emptyReply: [ruleOf({ emptyReply: true })],
  truncatedBody: [ruleOf({ truncatedBody: true })],
  malformedChunk: [ruleOf({ malformedChunk: true })],
  garbage: [ruleOf({ garbage: true })],
  dribble: [ruleOf({ dribble: { pieces: 2, everyMs: 10 } })],
  badSignature: [ruleOf({ badSignature: true }, issue)],
  unsigned: [ruleOf({ unsigned: true })],
  wrongNonce: [ruleOf({ wrongNonce: true })],
  asynchronous: [ruleOf({ asynchronous: true }, { when: { window, probability: { from: 0, to: 1 } } })],
  wrongKey: [ruleOf({ wrongKey: true })],
  staleAnswer: [ruleOf({ staleAnswer: true })],
  alteredCode: [ruleOf({ alteredCode: '4101' }, { phase: 'after-commit' })],
  strayRefusal: [ruleOf({ strayRefusal: '2006' })],
  notFoundYet: [ruleOf({ notFoundYet: true }, query)],
  quotaExhausted: [ruleOf({ quotaExhausted: true }, issue)],
  tellStatus: [ruleOf({ tellStatus: 'failed' }, query)],
  listenerClosed: [ruleOf({ listenerClosed: true }, { when: { window } })],
  falseCertificate: [
    ruleOf({ falseCertificate: 'foreign-root' }, { when: { times: 1 } }),
    ruleOf({ falseCertificate: 'foreign-host' }, { when: { window } }),
  ],
  callback: [ruleOf({ callback: 'late', lateMs: 10 }), ruleOf({ callback: 'forged' })],
};
