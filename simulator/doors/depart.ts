// Enacts the manner of a departure on the wire: an answer, a reset, half an answer and then a reset, or silence.
import type { ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import type { Departure } from './visit.ts';

/** The page that breaks in the middle when there is no true answer to break. */
const madeUpPage = '{"requestId":"","requestNonce":"","interface":"","timestamp":"","returnCode":"0000"}';

const writeHead = (response: ServerResponse, departure: Departure, body: Buffer): void => {
  response.writeHead(departure.httpStatus, {
    'content-type': departure.contentType,
    'content-length': String(body.length),
  });
};

const send = (response: ServerResponse, departure: Departure): void => {
  const body = Buffer.from(departure.body);
  if (departure.httpStatus === 413) response.shouldKeepAlive = false;
  writeHead(response, departure, body);
  response.end(body);
};

const sendHalf = (response: ServerResponse, departure: Departure, reset: () => void): void => {
  const body = Buffer.from(departure.body || madeUpPage);
  writeHead(response, departure, body);
  response.write(body.subarray(0, Math.floor(body.length / 2)), reset);
};

/** `raw` is the TCP socket below TLS: only that one can be reset (a TLSSocket throws). */
export const depart = (
  departure: Departure,
  way: { readonly response: ServerResponse; readonly raw: Socket },
): void => {
  const { response, raw } = way;
  if (response.destroyed || raw.destroyed) return;
  const reset = () => void raw.resetAndDestroy();
  if (departure.manner === 'send') send(response, departure);
  else if (departure.manner === 'reset') reset();
  else if (departure.manner === 'reset-mid-answer') sendHalf(response, departure, reset);
  else response.destroy();
};
