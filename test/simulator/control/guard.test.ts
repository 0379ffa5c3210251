// The control port as a hostile caller meets it: raw bytes on a real connection, one line of the table for each trick.
import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bureau, createBureau } from '../../../simulator/bureau.ts';

let bureau: Bureau;
let port = 0;
const controlToken = 'token-of-the-guard-0123456789';
beforeAll(async () => {
  bureau = await createBureau({ port: 0, controlPort: 0, controlToken });
  port = Number(new URL(bureau.control.url).port);
});
afterAll(() => bureau.close());

/** Sends it as it stands and reads to the end. PORT stands for the port. */
const send = async (head: readonly string[], body = ''): Promise<{ status: number; text: string }> => {
  const socket = connect(port, '127.0.0.1');
  let text = '';
  socket.on('data', (chunk) => {
    text += chunk;
  });
  const [line, ...headers] = [...head, ...(body === '' ? [] : [`Content-Length: ${body.length}`]), 'Connection: close'];
  socket.write(`${[line, ...headers].join('\r\n').replaceAll('PORT', String(port))}\r\n\r\n${body}`);
  await once(socket, 'close');
  return { status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), text };
};

const get = 'GET /control/v1/tenants HTTP/1.1';
const own = 'Host: 127.0.0.1:PORT';
const bearer = `Authorization: Bearer ${controlToken}`;

describe('the control port', () => {
  it.each<[string, readonly string[], number]>([
    ['the token and its own name', [get, own, bearer], 200],
    ['localhost in capitals', [get, 'Host: LOCALHOST:PORT', bearer], 200],
    ['IPv6 loopback', [get, 'Host: [::1]:PORT', bearer], 200],
    ['its own Origin', [get, own, bearer, 'Origin: http://127.0.0.1:PORT'], 200],
    ['its own name as a whole URL', ['GET http://127.0.0.1:PORT/control/v1/tenants HTTP/1.1', own, bearer], 200],
    ['X-Forwarded-Host, which says nothing', [get, own, bearer, 'X-Forwarded-Host: evil.example'], 200],
    ['no token', [get, own], 401],
    ['the token as a cookie', [get, own, `Cookie: token=${controlToken}`], 401],
    ['the token in the URL', [`GET /control/v1/tenants?token=${controlToken} HTTP/1.1`, own], 401],
    ['the token without its scheme', [get, own, `Authorization: ${controlToken}`], 401],
    ['the beginning of the token', [get, own, bearer.slice(0, -1)], 401],
    ['more than the token', [get, own, `${bearer}0`], 401],
    ['the token in capitals', [get, own, bearer.toUpperCase()], 401],
    ['a wrong token and the right one', [get, own, 'Authorization: Bearer x', bearer], 401],
    ['another name', [get, 'Host: evil.example:PORT', bearer], 403],
    ['another name without a port', [get, 'Host: evil.example', bearer], 403],
    ['a name that begins like its own', [get, 'Host: 127.0.0.1.evil.example:PORT', bearer], 403],
    ['a name that ends like its own', [get, 'Host: evil-localhost:PORT', bearer], 403],
    ['a trailing dot', [get, 'Host: localhost.:PORT', bearer], 403],
    ['an address of this network', [get, 'Host: 192.168.1.5:PORT', bearer], 403],
    ['every address', [get, 'Host: 0.0.0.0:PORT', bearer], 403],
    ['a short spelling of loopback', [get, 'Host: 127.1:PORT', bearer], 403],
    ['the right name only in X-Forwarded-Host', [get, 'Host: evil.example', `X-Forwarded-${own}`, bearer], 403],
    ['another name in the request target', ['GET http://evil.example/control/v1/tenants HTTP/1.1', own, bearer], 403],
    ['a foreign Origin', [get, own, bearer, 'Origin: http://evil.example'], 403],
    ['the Origin null', [get, own, bearer, 'Origin: null'], 403],
    ['an Origin of another port', [get, own, bearer, 'Origin: http://127.0.0.1:1'], 403],
    ['an Origin of another scheme', [get, own, bearer, 'Origin: https://127.0.0.1:PORT'], 403],
    ['an Origin of another own name', [get, own, bearer, 'Origin: http://localhost:PORT'], 403],
    [
      'a form from another page',
      ['POST /control/v1/tenants HTTP/1.1', own, 'Content-Type: text/plain', 'Origin: http://evil.example'],
      403,
    ],
    ['a form without Origin', ['POST /control/v1/tenants HTTP/1.1', own, 'Content-Type: text/plain'], 401],
    [
      'a preflight from another page',
      [
        'OPTIONS /control/v1/tenants HTTP/1.1',
        own,
        'Origin: http://evil.example',
        'Access-Control-Request-Method: POST',
        'Access-Control-Request-Headers: authorization',
      ],
      403,
    ],
    [
      'a preflight without the token',
      [
        'OPTIONS /control/v1/tenants HTTP/1.1',
        own,
        'Origin: http://127.0.0.1:PORT',
        'Access-Control-Request-Method: POST',
      ],
      401,
    ],
    ['a path that does not exist, and another name', ['GET /nowhere HTTP/1.1', 'Host: evil.example'], 403],
    ['root.pem and another name', ['GET /control/v1/root.pem HTTP/1.1', 'Host: evil.example'], 403],
    ['metrics and another name', ['GET /metrics HTTP/1.1', 'Host: evil.example'], 403],
    ['root.pem by way of a path above it', ['GET /control/v1/root.pem/../tenants HTTP/1.1', own], 401],
    ['two slashes', ['GET //control/v1/tenants HTTP/1.1', own], 404],
    ['a path in capitals', ['GET /CONTROL/v1/tenants HTTP/1.1', own], 404],
    ['a path spelt in percent', ['GET /%63ontrol/v1/tenants HTTP/1.1', own], 401],
    // healthz and readyz say one word to everybody: who probes a machine names it as he knows it.
    ['healthz and another name', ['GET /healthz HTTP/1.1', 'Host: evil.example'], 200],
    ['readyz and another name', ['GET /readyz HTTP/1.1', 'Host: evil.example'], 200],
  ])('meets %s', async (_what, head, status) => {
    const answer = await send(head);
    expect(answer.status).toBe(status);
    expect(answer.text).not.toMatch(/^(access-control-|set-cookie|x-powered-by|server:)/im);
    expect(answer.text).toMatch(/^x-content-type-options: nosniff\r$/im);
    expect(answer.text).toMatch(/^cache-control: no-store\r$/im);
    expect(answer.text).toMatch(/^cross-origin-resource-policy: same-origin\r$/im);
    expect(answer.text).not.toContain(controlToken);
  });

  it.each<[string, readonly string[]]>([
    ['no Host', [get, bearer]],
    ['no Host in HTTP/1.0', ['GET /control/v1/tenants HTTP/1.0', bearer]],
    ['a mapped address', [get, 'Host: [::ffff:127.0.0.1]:PORT', bearer]],
    ['an empty Host', [get, 'Host: ', bearer]],
    ['two Hosts', [get, own, 'Host: evil.example', bearer]],
    ['user information in the Host', [get, 'Host: 127.0.0.1@evil.example', bearer]],
    ['its own name as user information', [get, 'Host: evil.example@127.0.0.1:PORT', bearer]],
    ['a path in the Host', [get, 'Host: 127.0.0.1:PORT/evil.example', bearer]],
    ['TRACE', ['TRACE /control/v1/tenants HTTP/1.1', own, bearer]],
    ['CONNECT', ['CONNECT 127.0.0.1:PORT HTTP/1.1', own, bearer]],
    ['a target that is no path', ['GET control/v1/tenants HTTP/1.1', own, bearer]],
  ])('lets nobody in with %s', async (_what, head) => {
    const { status, text } = await send(head);
    expect([0, 400, 403, 404, 405, 501]).toContain(status);
    expect(text).not.toMatch(/baseUrls|Authorization/);
  });

  it('lets no byte of the body of a stranger reach the bureau', async () => {
    const tenant = JSON.stringify({ id: 'smuggled', sellers: [], applications: [] });
    const { status } = await send(['POST /control/v1/tenants HTTP/1.1', own, 'Content-Type: text/plain'], tenant);
    expect([status, bureau.tenant('smuggled')]).toEqual([401, null]);
  });

  it('has events kept by no cache either', async () => {
    const stop = new AbortController();
    const response = await fetch(`${bureau.control.url}/control/v1/events`, {
      headers: { authorization: `Bearer ${controlToken}` },
      signal: stop.signal,
    });
    stop.abort();
    expect([response.status, response.headers.get('cache-control')]).toEqual([200, 'no-store']);
  });
});
