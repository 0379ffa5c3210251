// The checks of the audit log: what the client shows against what the wire has seen.
import { describe, expect, it } from 'vitest';
import { auditHash } from '../../../conformance/wire/audit-hash.ts';
import { credentials, invoice, type Story, sale, startAt } from '../story.ts';
import { verdictOf } from './verdict-of.ts';

type Entry = Readonly<Record<string, unknown>>;

const nonces = ['nonce0000000000000000000000000a', 'nonce0000000000000000000000000b'] as const;
const later = '2026-11-23T10:00:40.000+08:00';
const first: Entry = {
  at: startAt,
  command: 'carry the sale',
  interface: 'invoice.issue',
  orderNo: 'SO-1',
  nonce: nonces[0],
  parameters: sale,
  returnCode: null,
  error: 'no answer in time',
};
const second: Entry = {
  ...first,
  ...{ at: later, interface: 'invoice.query', nonce: nonces[1], parameters: { orderNo: 'SO-1' } },
  ...{ returnCode: '0000', error: null },
};

const bound = (entries: readonly Entry[], before = '0'.repeat(64)): Entry[] => {
  let previous = before;
  return entries.map((entry) => {
    const linked = { ...entry, previous };
    previous = auditHash(linked);
    return { ...linked, hash: previous };
  });
};

const show = (story: Story, entries: readonly Entry[], facts: { as?: string; retentionYears?: unknown } = {}): void => {
  const { as = 'log', retentionYears = 5 } = facts;
  story.give(as, { command: 'audit' });
  story.claim('done', { as, audit: { entries, retentionYears } });
};

/** A lost issue, then a query ten seconds later that finds the invoice. */
const work = (story: Story): void => {
  story.give('sale');
  story.ask({ nonce: nonces[0], lost: 'held' });
  story.pass(10_000);
  story.ask({ nonce: nonces[1], interface: 'invoice.query', answer: { code: '0000', data: invoice } });
  story.claim('issued');
};

const judged = (id: string, entries: readonly Entry[], facts: { retentionYears?: unknown } = {}): string | null =>
  verdictOf(id, (story) => {
    work(story);
    show(story, entries, facts);
  });

describe('audit.every-attempt', () => {
  it.each<[string, string, Entry[]]>([
    ['passes what the wire has seen', 'pass', [first, second]],
    ['passes an entry more, of what never arrived', 'pass', [{ ...first, nonce: 'n'.repeat(30) }, first, second]],
    ['passes the end of the attempt as its time', 'pass', [{ ...first, at: '2026-11-23T10:00:30.000+08:00' }, second]],
    ['passes a moment in another offset', 'pass', [{ ...first, at: '2026-11-23T02:00:00Z' }, second]],
    ['fails a missing retry', 'fail', [first]],
    ['fails an attempt entered twice', 'fail', [first, first, second]],
    ['fails another interface', 'fail', [first, { ...second, interface: 'invoice.issue' }]],
    ['fails another order', 'fail', [first, { ...second, orderNo: 'SO-2' }]],
    ['fails a time before the attempt', 'fail', [{ ...first, at: '2026-11-23T02:00:00.000+08:00' }, second]],
    ['fails the time of a later attempt', 'fail', [{ ...first, at: '2026-11-23T10:00:42.000+08:00' }, second]],
    ['fails a text that is no time', 'fail', [{ ...first, at: 'yesterday' }, second]],
    ['fails another code than was heard', 'fail', [first, { ...second, returnCode: '4004' }]],
    ['fails a lost answer without an error', 'fail', [{ ...first, error: null }, second]],
    ['fails a code that nobody heard', 'fail', [{ ...first, returnCode: '0000' }, second]],
    ['fails an empty log', 'fail', []],
  ])('%s', (_sentence, verdict, entries) => {
    expect(judged('audit.every-attempt', entries)).toBe(verdict);
  });

  it('asks for no entry of what came after the log was shown', () => {
    const verdict = verdictOf('audit.every-attempt', (story) => {
      work(story);
      show(story, [first, second]);
      story.give('again', { command: 'query' });
      story.ask({ interface: 'invoice.query', answer: { code: '0000', data: invoice } });
    });
    expect(verdict).toBe('pass');
  });

  it('asks for no entry of what was in flight at a kill', () => {
    const verdict = verdictOf('audit.every-attempt', (story) => {
      story.give('sale');
      story.ask({ left: 'open' });
      story.restart();
      story.ask({ nonce: nonces[1], interface: 'invoice.query', answer: { code: '0000', data: invoice } });
      story.claim('issued');
      show(story, [{ ...second, at: startAt }]);
    });
    expect(verdict).toBe('pass');
  });

  it('leaves attempts under one nonce to envelope.fresh-nonce', () => {
    const verdict = verdictOf('audit.every-attempt', (story) => {
      story.give('sale');
      story.ask({ nonce: nonces[0], answer: { code: '3001' } });
      story.ask({ nonce: nonces[0], answer: { code: '2004' } });
      show(story, []);
    });
    expect(verdict).toBeNull();
  });
});

describe('audit.parameters', () => {
  it.each<[string, string, unknown]>([
    ['passes the payload', 'pass', sale],
    ['passes its text', 'pass', JSON.stringify(sale)],
    ['passes empty members left out', 'pass', { ...sale, remark: '', callbackUrl: null }],
    ['fails a buyer left out', 'fail', { ...sale, buyer: null }],
    ['fails another amount', 'fail', { ...sale, amount: '100.0' }],
    ['fails none', 'fail', null],
  ])('%s', (_sentence, verdict, parameters) => {
    expect(judged('audit.parameters', [{ ...first, parameters }, second])).toBe(verdict);
  });
});

describe('audit.chain', () => {
  const sound = bound([first, second]);

  it.each<[string, string | null, readonly Entry[]]>([
    ['passes a chain from zeros', 'pass', sound],
    ['passes a chain from nothing', 'pass', bound([first, second], '')],
    ['passes members of the client’s own, hashed like the rest', 'pass', bound([{ ...first, host: 'till 7' }])],
    ['fails an edited entry', 'fail', sound.map((entry) => ({ ...entry, error: 'something else' }))],
    ['fails an entry cut out of the middle', 'fail', sound.slice(1)],
    ['fails entries in another order', 'fail', sound.toReversed()],
    ['fails entries without hashes', 'fail', [first, second]],
    ['finds nothing in an empty log', null, []],
  ])('%s', (_sentence, verdict, entries) => {
    expect(judged('audit.chain', entries)).toBe(verdict);
  });

  it.each<[string, string, readonly Entry[]]>([
    ['passes a log that only grew', 'pass', bound([first, second, { ...second, nonce: 'c' }])],
    ['fails a log hashed anew after a change', 'fail', bound([{ ...first, error: 'none of ours' }, second])],
    ['fails a log that shrank', 'fail', bound([first])],
  ])('%s', (_sentence, verdict, again) => {
    const tell = (story: Story) => {
      show(story, sound, { as: 'before' });
      show(story, again, { as: 'after' });
    };
    expect(verdictOf('audit.chain', tell)).toBe(verdict);
  });
});

describe('audit.survives-restart', () => {
  const sound = bound([first, second]);

  it.each<[string, string, readonly Entry[]]>([
    ['passes a log that goes on', 'pass', bound([first, second, { ...second, nonce: 'c' }])],
    ['fails a log that begins anew', 'fail', bound([{ ...second, nonce: 'c' }])],
    ['fails a changed entry', 'fail', bound([{ ...first, error: 'none of ours' }, second])],
  ])('%s', (_sentence, verdict, again) => {
    const tell = (story: Story) => {
      show(story, sound, { as: 'before' });
      story.restart();
      show(story, again, { as: 'after' });
    };
    expect(verdictOf('audit.survives-restart', tell)).toBe(verdict);
  });
});

describe('audit.retention', () => {
  it.each<[string, string, unknown]>([
    ['passes five years', 'pass', 5],
    ['passes ten as a text', 'pass', '10'],
    ['fails four', 'fail', 4],
    ['fails none named', 'fail', null],
    ['fails a word', 'fail', 'for ever'],
    ['fails a list', 'fail', [5]],
  ])('%s', (_sentence, verdict, retentionYears) => {
    expect(judged('audit.retention', [], { retentionYears })).toBe(verdict);
  });
});

describe('audit.no-secrets', () => {
  it.each<[string, string, string]>([
    ['passes a log without keys', 'pass', 'nothing'],
    ['passes the application’s name', 'pass', credentials.appId],
    ['fails the secret in a text', 'fail', `signed with ${credentials.appSecret}`],
    ['fails the key broken into lines', 'fail', credentials.sm4Key.replace(/.{8}/g, '$&\n')],
    ['fails the key in base64', 'fail', Buffer.from(credentials.sm4Key, 'hex').toString('base64')],
    ['fails the secret in base64', 'fail', Buffer.from(`key=${credentials.appSecret}`).toString('base64')],
  ])('%s', (_sentence, verdict, error) => {
    expect(judged('audit.no-secrets', [{ ...first, error }, second])).toBe(verdict);
  });
});
