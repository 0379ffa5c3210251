// Makes the payloads of a scenario's orders from their templates, the seed, and what the file puts in and takes out.
import { isMembers } from '../members.ts';
import { bucketOf } from '../wire/rollout-bucket.ts';
import { readShare, writeShare } from '../wire/rollout-share.ts';
import { pointerOf, putAt, takeAt } from './json-pointer.ts';
import type { YamlFile } from './read-yaml.ts';
import type { Complaint } from './refusal.ts';
import type { ScenarioFile } from './schema.ts';
import { drawOrder, type OrderPayload } from './templates/order.ts';
import type { ScenarioSeller } from './templates/seller.ts';

type OrderWish = ScenarioFile['orders'][string];
type Filled = { readonly orders: Readonly<Record<string, OrderPayload>>; readonly complaints: readonly Complaint[] };
/** In ten-thousandths: a hundred numbers are tried on average. */
const narrowest = 100;

type Subject = { readonly seed: number; readonly scenarioId: string; readonly seller: ScenarioSeller };

/** Leaves below a pointer that are not strings: amounts and rates of a payload are strings (section P), so is all else. */
const bareLeaves = (value: unknown, pointer: string): string[] => {
  if (typeof value === 'string') return [];
  if (typeof value !== 'object' || value === null) return [pointer];
  return Object.entries(value).flatMap(([key, inner]) => bareLeaves(inner, pointer + pointerOf([key])));
};

const checkLeaves = (name: string, order: OrderWish, yaml: YamlFile): Complaint[] =>
  Object.entries(order.set ?? {}).flatMap(([pointer, value]) =>
    bareLeaves(value, pointerOf(['orders', name, 'set', pointer])).map((at) => {
      const written = yaml.writtenAt(at) ?? '';
      return {
        pointer: at,
        place: 'value',
        message: `${written} is not read as a string`,
        remedy: `quote it: "${written}"`,
      };
    }),
  );

/** The payload after the changes of the file; a pointer that leads nowhere is a complaint, not a silent nothing. */
export const changePayload = (name: string, order: OrderWish, drawn: OrderPayload) => {
  let payload = drawn;
  const complaints: Complaint[] = [];
  const apply = (changed: unknown, at: string) => {
    if (isMembers(changed)) payload = changed as OrderPayload;
    else
      complaints.push({
        pointer: at,
        place: 'key',
        message: 'the payload has no such place',
        remedy: 'correct the JSON pointer',
      });
  };
  for (const [pointer, value] of Object.entries(order.set ?? {})) {
    apply(putAt(payload, pointer, value), pointerOf(['orders', name, 'set', pointer]));
  }
  for (const [at, pointer] of (order.unset ?? []).entries()) {
    apply(takeAt(payload, pointer), pointerOf(['orders', name, 'unset', at]));
  }
  if (typeof payload.orderNo !== 'string') {
    const remedy = 'leave /orderNo in: evidence and ledger are matched by it';
    complaints.push({
      pointer: pointerOf(['orders', name]),
      place: 'key',
      message: 'an order without a number',
      remedy,
    });
  }
  return { payload, complaints };
};

type Window = NonNullable<OrderWish['bucket']>;

/** Why no number can be found for the window; empty where one can. */
const checkWindow = (name: string, { from, below }: Window): Complaint[] => {
  const [least, most] = [readShare(from), readShare(below)];
  const at = (member: string) => ({ pointer: pointerOf(['orders', name, 'bucket', member]), place: 'value' as const });
  const noShare = { message: 'is no share from 0 to 1', remedy: 'write a decimal from "0" to "1" (G-1)' };
  if (least === null) return [{ ...at('from'), ...noShare, message: `"${from}" ${noShare.message}` }];
  if (most === null) return [{ ...at('below'), ...noShare, message: `"${below}" ${noShare.message}` }];
  if (most - least >= narrowest) return [];
  const width = writeShare(narrowest);
  const remedy = `write from and below at least ${width} apart`;
  return [{ ...at('below'), message: `no number is sought for buckets from ${from} to below ${below}`, remedy }];
};

/** The drawn number with the first ending that brings it into the window: every seed has members on both sides (G-2). */
const numberInBucket = (orderNo: string, { salt, from, below }: Window): string => {
  const [least, most] = [readShare(from) ?? 0, readShare(below) ?? 0];
  for (let ending = 0; ; ending += 1) {
    const number = `${orderNo}${ending.toString(36).toUpperCase()}`;
    const bucket = bucketOf(salt, number);
    if (bucket >= least && bucket < most) return number;
  }
};

/** Payloads by the scenario's names of the orders; equal seeds and ids give equal payloads. */
export const fillOrders = (file: ScenarioFile, yaml: YamlFile, subject: Subject): Filled => {
  const orders: Record<string, OrderPayload> = {};
  const complaints: Complaint[] = [];
  for (const [name, order] of Object.entries(file.orders)) {
    const copied = order.copyOf === undefined ? undefined : orders[order.copyOf];
    const drawn =
      copied ?? drawOrder(order.template ?? 'software-service', { ...subject, order: name }, subject.seller);
    const { bucket } = order;
    const refused = bucket ? checkWindow(name, bucket) : [];
    const placed =
      bucket && refused.length === 0 ? { ...drawn, orderNo: numberInBucket(drawn.orderNo, bucket) } : drawn;
    const changed = changePayload(name, order, placed);
    orders[name] = changed.payload;
    complaints.push(...refused, ...checkLeaves(name, order, yaml), ...changed.complaints);
  }
  return { orders, complaints };
};
