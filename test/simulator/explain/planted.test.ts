// Every mistake that can be named is planted; both witnesses must name it and no other.
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { cast } from '../../../cli/reference/mistakes/cast.ts';
import { plantedMessages } from '../../../cli/reference/mistakes/planted.ts';
import { plantedData } from '../../../cli/reference/mistakes/planted-data.ts';
import { plantedMoments } from '../../../cli/reference/mistakes/planted-moments.ts';
import { plantedSignatures } from '../../../cli/reference/mistakes/planted-signatures.ts';
import { askDoctor, hearWitnesses, type Testimony } from '../../../cli/reference/mistakes/witness.ts';
import { countNames } from '../../../cli/reference/mistakes/write-mistakes.ts';
import { mistakeCatalogue } from '../../../simulator/explain/catalogue.ts';

const messages = plantedMessages();
const titled = messages.map((message, at) => ({
  title: `${message.planted.name}: ${message.planted.en}`,
  message,
  at,
}));
const known = new Set(mistakeCatalogue.map(({ name }) => name));
const secrets = Object.values(cast).flatMap(({ appSecret, sm4Key }) => [appSecret, sm4Key]);

describe('the two witnesses', () => {
  let testimonies: readonly Testimony[] = [];
  beforeAll(async () => {
    testimonies = await hearWitnesses();
  });
  const testimonyOf = (at: number) => testimonies[at];

  it.each(titled)('name $title', ({ message: { planted }, at }) => {
    const only = [planted.name];
    const exchange = { journal: only, diagnosis: only, header: only };
    expect(testimonyOf(at)).toMatchObject({ doctor: only, exchange: planted.kind === 'answer' ? null : exchange });
  });

  it('confuse no mistake with another', () => {
    const astray = countNames(testimonies).flatMap((row, planted) =>
      row.flatMap((count, named) => (count > 0 && named !== planted ? [[planted, named]] : [])),
    );
    expect(astray).toEqual([]);
  });

  it('hear from the gate that refuses what it expected and what it received', () => {
    const refused = testimonies.filter(({ exchange }) => exchange?.gate);
    const silent = refused.filter(({ exchange }) => !exchange?.refusal?.expected || exchange.refusal.received === null);
    expect([refused.length > 90, silent.map(({ planted }) => planted.name)]).toEqual([true, []]);
  });

  it('never hear a secret from a gate', () => {
    const said = JSON.stringify(testimonies.map(({ exchange }) => exchange?.refusal));
    expect(secrets.filter((secret) => said.includes(secret))).toEqual([]);
  });
});

describe('what doctor says of a planted message', () => {
  it.each([
    ['/signature', plantedSignatures],
    ['/data', plantedData],
    ['/timestamp', plantedMoments],
  ])('points to %s', (where, group) => {
    const elsewhere = messages
      .filter(({ planted }) => group.includes(planted))
      .flatMap((message) => askDoctor(message).problems)
      .filter((problem) => problem.where !== where);
    expect(elsewhere).toEqual([]);
  });

  it.each(titled)('holds no secret: $title', ({ message }) => {
    const shown = JSON.stringify(askDoctor(message));
    expect(secrets.filter((secret) => shown.includes(secret))).toEqual([]);
  });
});

describe('what doctor says of a spoilt message', () => {
  const piece = fc.constantFrom(
    '"',
    '\\ud800',
    ',"version":"1.0"',
    '}',
    '<',
    '&#1;',
    '%',
    '=',
    '\0',
    '测',
    '"a":null,',
  );
  const spoiling = fc.record({ at: fc.nat(), piece, cut: fc.nat({ max: 40 }) });
  const spoil = (body: Uint8Array, spoilings: readonly { at: number; piece: string; cut: number }[]): Uint8Array =>
    spoilings.reduce((bytes, { at, piece: put, cut }) => {
      const start = at % (bytes.length + 1);
      return Buffer.concat([bytes.subarray(0, start), Buffer.from(put), bytes.subarray(start + cut)]);
    }, Buffer.from(body));

  it('is said, whatever was done to it', () => {
    fc.assert(
      fc.property(fc.constantFrom(...messages), fc.array(spoiling, { minLength: 1, maxLength: 3 }), (message, how) => {
        const { problems } = askDoctor({ ...message, body: spoil(message.body, how) });
        return problems.every(({ name, expected }) => known.has(name) && expected !== '');
      }),
      { numRuns: 300 },
    );
  });
});

describe('the catalogue', () => {
  it('holds the mistakes that are planted, and no other', () => {
    const names = new Set(messages.map(({ planted }) => planted.name));
    expect([...names].sort()).toEqual(mistakeCatalogue.map(({ name }) => name).sort());
  });

  it.each(mistakeCatalogue)('gives $name a clause and a remedy in both languages', (mistake) => {
    expect(mistake).toMatchObject({
      clause: expect.stringMatching(/^[A-Z](-\d+)?$/),
      remedy: expect.stringMatching(/^[A-Z"].{20,}\.$/),
      // What is wrong; then what to do.
      zh: expect.stringMatching(/\p{Script=Han}.*[；：].*(?:应|请|须|不得|不要|去掉|只允许|不参与).*。$/u),
    });
  });
});

describe('the README', () => {
  it.each(['README.md', 'README.zh-CN.md'])('lists every name and no other: %s', (file) => {
    const [, table = ''] = /mistakes[^\n]*\n\n((?:\|.*\n)+)/.exec(readFileSync(file, 'utf8')) ?? [];
    const listed = [...table.matchAll(/`([a-z0-9]+(?:-[a-z0-9]+)*)`/g)].map((match) => match[1]);
    expect(listed.sort()).toEqual(mistakeCatalogue.map(({ name }) => name).sort());
  });
});

describe('a right message', () => {
  it.each(['usual', 'ecb'] as const)('is told nothing: %s', (as) => {
    const [right] = plantedMessages([{ name: '', en: '', zh: '', steps: { as } }]);
    expect(right && askDoctor(right)).toMatchObject({ signatureOk: true, problems: [] });
  });
});
