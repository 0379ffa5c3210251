// Pushes that come to the client's address: genuine ones are told once, in order; whatever else changes nothing (C-12).
import { randomBytes } from 'node:crypto';
import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createReceiver, type Receiver } from '../../../client/callbacks/receiver.ts';
import { encryptData } from '../../../protocol/cipher.ts';
import { type Format, writeMessage } from '../../../protocol/envelope.ts';
import { writePayload } from '../../../protocol/payload.ts';
import { signatureText, signHmacSm3 } from '../../../protocol/signature.ts';
import { credentials } from '../fake-bureau.ts';

type News = { readonly status?: string; readonly at?: string; readonly orderNo?: string };
type Letter = News & {
  readonly requestId?: string;
  readonly interface?: string;
  readonly format?: Format;
  readonly secret?: string;
  readonly spoil?: (message: Record<string, string>) => Record<string, string>;
};

/** As a bureau writes it: the envelope of E-7 around the news (B-4). */
const write = ({
  requestId = 'P1',
  format = 'json',
  ...letter
}: Letter = {}): { body: string; contentType: string } => {
  const { status = 'issued', at = '2026-11-23 10:00:00', orderNo = 'SO-1' } = letter;
  const { sm4Key, encryptType, signType, appSecret } = credentials;
  const news = writePayload({ orderNo, invoiceNo: '26112000000000000001', status, at }, format);
  const message = {
    requestId,
    requestNonce: randomBytes(12).toString('hex'),
    interface: letter.interface ?? 'callback.status',
    timestamp: '20261123100000',
    returnCode: '0000',
    returnMessage: 'SUCCESS',
    encryptType,
    data: encryptData(news, { encryptType, sm4Key, iv: randomBytes(16) }),
    signType,
  };
  const signed = { ...message, signature: signHmacSm3(signatureText(message), letter.secret ?? appSecret) };
  const body = writeMessage(letter.spoil?.(signed) ?? signed, 'response', format);
  return { body, contentType: `application/${format}` };
};

let receiver: Receiver;
let heard: string[];
let hear: (told: string) => Promise<void>;

beforeEach(async () => {
  heard = [];
  hear = async (told) => {
    heard.push(told);
  };
  receiver = await createReceiver({
    credentials,
    randomBytes,
    hear: ({ orderNo, status }) => hear(`${orderNo} ${status}`),
  });
});
afterEach(() => receiver.close());

const push = async (letter: Letter | string = {}): Promise<{ status: number; code: unknown }> => {
  const { body, contentType } =
    typeof letter === 'string' ? { body: letter, contentType: 'text/plain' } : write(letter);
  const response = await fetch(receiver.url, { method: 'POST', headers: { 'content-type': contentType }, body });
  const answer = (await response.json()) as Readonly<Record<string, unknown>>;
  return { status: response.status, code: answer['returnCode'] };
};

/** What a raw POST is answered until the connection ends. */
const rawAnswer = async (rest: string): Promise<string> => {
  const { port, pathname } = new URL(receiver.url);
  const socket = connect(Number(port), '127.0.0.1');
  let text = '';
  socket.on('data', (chunk: Buffer) => {
    text += chunk.toString();
  });
  socket.on('error', () => undefined);
  socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\n${rest}`);
  await new Promise((ended) => socket.once('close', ended));
  return text;
};

const taken = { status: 200, code: '0000' };
const refused = { status: 200, code: '2002' };

describe('a genuine push', () => {
  it.each(['json', 'xml'] as const)('in %s is told and acknowledged', async (format) => {
    expect(await push({ format })).toEqual(taken);
    expect(heard).toEqual(['SO-1 issued']);
  });

  it('is acknowledged when it has been told, not before', async () => {
    const gate = Promise.withResolvers<void>();
    let answered = false;
    hear = () => gate.promise;
    const answer = push().then((got) => {
      answered = true;
      return got;
    });
    await fetch(`${receiver.url}/elsewhere`);
    expect(answered).toBe(false);
    gate.resolve();
    expect(await answer).toEqual(taken);
  });

  it('that comes again is acknowledged and not told again', async () => {
    expect([await push(), await push()]).toEqual([taken, taken]);
    expect(heard).toEqual(['SO-1 issued']);
  });

  it('that could not be told is told when it comes again', async () => {
    hear = async () => {
      throw new Error('no room');
    };
    expect((await push()).status).toBe(500);
    hear = async (told) => {
      heard.push(told);
    };
    expect(await push()).toEqual(taken);
    expect(heard).toEqual(['SO-1 issued']);
  });

  it('that comes twice at once is answered when it has been told, both times, and told once', async () => {
    const gate = Promise.withResolvers<void>();
    hear = async (told) => {
      heard.push(told);
      await gate.promise;
    };
    let answered = 0;
    const both = [push(), push()].map((one) => one.finally(() => (answered += 1)));
    await fetch(`${receiver.url}/elsewhere`);
    expect(answered).toBe(0);
    gate.resolve();
    expect(await Promise.all(both)).toEqual([taken, taken]);
    expect(heard).toEqual(['SO-1 issued']);
  });

  it('that could not be told leaves what was known before', async () => {
    await push({ requestId: 'P2', status: 'delivered', at: '2026-11-23 10:05:00' });
    const kept = hear;
    hear = async () => {
      throw new Error('no room');
    };
    await push({ requestId: 'P3', status: 'void', at: '2026-11-23 10:06:00' });
    hear = kept;
    await push({ requestId: 'P1', status: 'issued', at: '2026-11-23 10:00:00' });
    expect(heard).toEqual(['SO-1 delivered']);
  });

  it('never overwrites newer news of its order, and says nothing of other orders', async () => {
    await push({ requestId: 'P2', status: 'delivered', at: '2026-11-23 10:05:00' });
    expect(await push({ requestId: 'P1', status: 'issued', at: '2026-11-23 10:00:00' })).toEqual(taken);
    expect(await push({ requestId: 'P3', status: 'issued', at: '2026-11-23 10:05:00' })).toEqual(taken);
    await push({ requestId: 'P4', orderNo: 'SO-2' });
    expect(heard).toEqual(['SO-1 delivered', 'SO-2 issued']);
  });
});

describe('what is no genuine push', () => {
  it.each<[string, Letter | string]>([
    ['signed by somebody else', { secret: 'another secret' }],
    ['unsigned', { spoil: (message) => ({ ...message, signature: '' }) }],
    ['changed on the way', { spoil: (message) => ({ ...message, timestamp: '20261123100001' }) }],
    ['an answer to somebody', { interface: 'invoice.issue' }],
    ['of a status nobody knows', { status: 'lost' }],
    ['without a time', { at: 'today' }],
    ['garbage', '{"half'],
  ])('is refused and told to nobody when it is %s', async (_what, letter) => {
    expect(await push(letter)).toEqual(refused);
    expect(heard).toEqual([]);
  });

  it('at another path or by another method finds nobody', async () => {
    expect((await fetch(receiver.url.replace(/[0-9a-f]{32}$/, '0'), { method: 'POST' })).status).toBe(404);
    expect((await fetch(receiver.url)).status).toBe(405);
  });

  it('is cut off when it is too long', async () => {
    expect(await rawAnswer(`content-length: 70000\r\n\r\n${'x'.repeat(70_000)}`)).toMatch(/^HTTP\/1.1 413 /);
  });

  it('is let go when it does not end', { timeout: 20_000 }, async () => {
    expect(await rawAnswer('content-length: 9\r\n\r\n{')).toMatch(/^HTTP\/1.1 408 /);
  });

  it('may stay half said without keeping the receiver open', async () => {
    const { port, pathname } = new URL(receiver.url);
    const socket = connect(Number(port), '127.0.0.1');
    const closed = new Promise((ended) => socket.once('close', ended));
    socket.on('error', () => undefined);
    await new Promise((said) =>
      socket.write(`POST ${pathname} HTTP/1.1\r\nhost: x\r\ncontent-length: 9\r\n\r\n{`, said),
    );
    await receiver.close();
    await closed;
    receiver = await createReceiver({ credentials, randomBytes, hear: async () => undefined });
  });
});
