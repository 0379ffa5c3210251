// Requests to the control port with its token: the hostile visitor here is a program of ours with a bug, or a guest of it.
import { controlToken } from '../bureau-process.ts';
import { type Dice, pick, toBuffer } from './attack.ts';

export type Resource = readonly [method: string, path: string];

/** Every resource that takes a body, except those whose lawful empty body would end the run: reset and restore. */
const resources: readonly Resource[] = [
  ['POST', '/tenants'],
  ['PATCH', '/tenants/default'],
  ['PUT', '/tenants/default/faults'],
  ['PATCH', '/tenants/default/faults'],
  ['POST', '/tenants/default/clock'],
  ['POST', '/tenants/default/quota'],
  ['POST', '/tenants/default/tax-codes'],
  ['POST', '/tenants/default/marks'],
  ['POST', '/tenants/default/sheets'],
  ['PUT', '/tenants/default/stock'],
  ['POST', '/tenants/default/certificates'],
  ['POST', '/tenants/default/snapshots/none:restore'],
  ['POST', '/registrations'],
  ['POST', '/tenants/nobody/clock'],
];

export const controlResource = (dice: Dice): Resource => pick(dice, resources);

const head = (method: string, path: string, further: string): string =>
  `${method} /control/v1${path} HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${controlToken}\r\n${further}\r\n`;

export const control = ([method, path]: Resource, body: string | Buffer): Buffer => {
  const content = toBuffer(body);
  const further = `Content-Type: application/json\r\nContent-Length: ${content.length}\r\n`;
  return Buffer.concat([Buffer.from(head(method, path, further)), content]);
};

/** A request without a body. */
export const controlText = (method: string, path: string): string => head(method, path, '');
