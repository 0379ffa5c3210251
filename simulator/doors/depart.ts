// Enacts the manner of a departure on the wire: an answer whole or in pieces, one that breaks, or silence.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Departure, Pace } from './visit.ts';

/** The page that breaks in the middle when there is no true answer to break. */
const madeUpPage = '{"requestId":"","requestNonce":"","interface":"","timestamp":"","returnCode":"0000"}';

/** `raw` is the TCP socket below TLS: only that one can be reset (a TLSSocket throws). */
type Way = { readonly response: ServerResponse; readonly raw: Socket };

const headerCases = {
  lower: (name: string) => name,
  title: (name: string) => name.replace(/(?<![a-z])[a-z]/g, (letter) => letter.toUpperCase()),
  upper: (name: string) => name.toUpperCase(),
} as const;

const writeHead = (response: ServerResponse, departure: Departure, body: Buffer): void => {
  const { http, httpStatus, headers, contentType } = departure;
  const length = http?.chunks ? {} : { 'content-length': String(body.length) };
  const members = Object.entries({ ...headers, 'content-type': contentType, ...length });
  const nameOf = headerCases[http?.headerCase ?? 'lower'];
  if (http?.closes) response.shouldKeepAlive = false;
  response.writeHead(httpStatus, Object.fromEntries(members.map(([name, value]) => [nameOf(name), value])));
};

export const halfOf = (body: Buffer): Buffer => body.subarray(0, Math.floor(body.length / 2));
/** What breaks within. */
export const brokenBodyOf = (departure: Departure): Buffer => Buffer.from(departure.body || madeUpPage);
/** What is sent whole. */
export const wholeBodyOf = (departure: Departure): Buffer => Buffer.from(departure.file ?? Buffer.from(departure.body));
export const pieceSizeOf = (body: Buffer, pace: Pace): number => Math.max(1, Math.ceil(body.length / pace.pieces));

const sendPieces = async (response: ServerResponse, body: Buffer, pace: Pace): Promise<void> => {
  const size = pieceSizeOf(body, pace);
  for (let piece = 0; piece * size < body.length; piece += 1) {
    if (piece > 0 && (await pace.due(piece)) === 'left') return void response.destroy();
    response.write(body.subarray(piece * size, (piece + 1) * size));
  }
  response.end();
};

/** Without a length every write is a chunk. */
const sendChunks = (response: ServerResponse, body: Buffer, chunks: number): void => {
  const size = Math.max(1, Math.ceil(body.length / chunks));
  for (let from = 0; from < body.length; from += size) response.write(body.subarray(from, from + size));
  response.end();
};

const send = ({ response }: Way, departure: Departure): void => {
  const body = wholeBodyOf(departure);
  if (departure.httpStatus === 413) response.shouldKeepAlive = false;
  writeHead(response, departure, body);
  if (departure.pace) void sendPieces(response, body, departure.pace);
  else if (departure.http?.chunks) sendChunks(response, body, departure.http.chunks);
  else response.end(body);
};

const sendHalf = ({ response }: Way, departure: Departure, then: () => void): void => {
  const body = brokenBodyOf(departure);
  writeHead(response, departure, body);
  response.write(halfOf(body), then);
};

/** Past the HTTP library, which would not write such a thing; through TLS where there is TLS. */
const sendMalformedChunk = ({ response }: Way, departure: Departure): void => {
  const half = halfOf(brokenBodyOf(departure));
  const head = `HTTP/1.1 200 OK\r\ncontent-type: ${departure.contentType}\r\ntransfer-encoding: chunked\r\n\r\n`;
  const chunk = Buffer.concat([Buffer.from(`${head}${half.length.toString(16)}\r\n`), half, Buffer.from('\r\nzz\r\n')]);
  response.socket?.end(chunk);
};

const manners: Readonly<Record<Departure['manner'], (way: Way, departure: Departure) => void>> = {
  send,
  leave: ({ response }) => void response.destroy(),
  reset: ({ raw }) => void raw.resetAndDestroy(),
  'reset-mid-answer': (way, departure) => sendHalf(way, departure, () => void way.raw.resetAndDestroy()),
  empty: ({ response }) => void response.socket?.end(),
  truncated: (way, departure) => sendHalf(way, departure, () => void way.response.socket?.end()),
  'malformed-chunk': sendMalformedChunk,
};

/** Lets the visitor go in the manner that was decided; one who is gone already is not told anything. */
export const depart = (departure: Departure, way: Way): void => {
  if (way.response.destroyed || way.raw.destroyed) return;
  manners[departure.manner](way, departure);
};
