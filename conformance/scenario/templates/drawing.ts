// Draws the people, names and figures of one order from a seed: the same seed, scenario and order always give the same.
import { createHash } from 'node:crypto';
import type { Faker } from '@faker-js/faker';
import { faker } from '@faker-js/faker/locale/zh_CN';
import { writeTaxNumber } from './tax-number.ts';

export type Drawing = {
  /** An integer from `least` to `most`, both included. */
  readonly amount: (least: number, most: number) => bigint;
  readonly oneOf: (choices: readonly string[]) => string;
  readonly personName: () => string;
  readonly enterpriseName: () => string;
  readonly taxNumber: () => string;
  readonly address: () => string;
  readonly phone: () => string;
  readonly bankAccount: () => { readonly bank: string; readonly account: string };
  readonly email: () => string;
  /** Letters and digits of `[0-9A-Z]`. */
  readonly serial: (length: number) => string;
};

const banks = ['中国工商银行', '中国建设银行', '招商银行', '交通银行', '中国农业银行'];

/** The subject's own 32 bits, so that adding an order to a scenario does not change the others. */
const seedOf = (seed: number, subject: string): number =>
  createHash('sha256').update(`${seed}\n${subject}`).digest().readUInt32BE(0);

const drawFrom = (source: Faker): Drawing => ({
  amount: (least, most) => BigInt(source.number.int({ min: least, max: most })),
  oneOf: (choices) => source.helpers.arrayElement(choices),
  personName: () => source.person.fullName(),
  enterpriseName: () => source.company.name(),
  taxNumber: () => writeTaxNumber(source.string.numeric(8), source.number.int({ max: 1000 })),
  address: () => `${source.location.city()}${source.location.streetAddress()}`,
  phone: () => `0${source.string.numeric({ length: 2, exclude: ['0'] })}-${source.string.numeric(8)}`,
  bankAccount: () => ({
    bank: `${source.helpers.arrayElement(banks)}${source.location.city()}支行`,
    account: `6222${source.string.numeric(15)}`,
  }),
  email: () => `${source.string.alpha({ length: 8, casing: 'lower' })}@example.com`,
  serial: (length) => source.string.alphanumeric({ length, casing: 'upper' }),
});

/** A drawing for one subject of a run; use it before the next is opened, for the library keeps one generator. */
export const openDrawing = (seed: number, subject: string): Drawing => {
  faker.seed(seedOf(seed, subject));
  return drawFrom(faker);
};
