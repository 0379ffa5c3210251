// HTTP that two readers would read differently: two lengths, length and chunks, folded and odd headers, other versions.
import { attack, type Family, lastWord, pick } from '../attack.ts';
import { pathOf } from '../messages.ts';

const path = pathOf('invoice.issue');
const withHeaders = (headers: string, body = '{}'): string =>
  `POST ${path} HTTP/1.1\r\nHost: x\r\n${headers}\r\n${body}`;
const smuggledRequest = `POST ${path} HTTP/1.1\r\nHost: y\r\nContent-Length: 2\r\n\r\n{}`;

export const smuggled: Family = {
  name: 'smuggled',
  share: 8,
  kinds: [
    {
      name: 'length and chunks',
      make: () =>
        lastWord(withHeaders('Content-Length: 5\r\nTransfer-Encoding: chunked\r\n', `0\r\n\r\n${smuggledRequest}`)),
    },
    {
      name: 'chunks and length',
      make: () =>
        lastWord(withHeaders('Transfer-Encoding: chunked\r\nContent-Length: 5\r\n', `0\r\n\r\n${smuggledRequest}`)),
    },
    {
      name: 'two lengths',
      make: () => lastWord(withHeaders('Content-Length: 2\r\nContent-Length: 3\r\n', `{}${smuggledRequest}`)),
    },
    { name: 'the same length twice', make: () => lastWord(withHeaders('Content-Length: 2\r\nContent-Length: 2\r\n')) },
    {
      name: 'a length of malice',
      make: (dice) =>
        lastWord(
          withHeaders(
            `Content-Length: ${pick(dice, ['-1', '+2', '0x2', '2,2', '2 2', '1e1', '99999999999999999999', ''])}\r\n`,
          ),
        ),
    },
    { name: 'a folded header', make: () => lastWord(withHeaders('Content-Length: 2\r\nX: a\r\n b\r\n')) },
    { name: 'a folded encoding', make: () => lastWord(withHeaders('Transfer-Encoding:\r\n chunked\r\n', '0\r\n\r\n')) },
    {
      name: 'an encoding of malice',
      make: (dice) =>
        lastWord(
          withHeaders(
            `Transfer-Encoding: ${pick(dice, ['xchunked', 'chunked, identity', 'identity, chunked', 'gzip', '\tchunked', 'chunked\u0001', 'CHUNKED', 'chunked\r\nTransfer-Encoding: x'])}\r\n`,
            '2\r\n{}\r\n0\r\n\r\n',
          ),
        ),
    },
    { name: 'a blank before the colon', make: () => lastWord(withHeaders('Content-Length : 2\r\n')) },
    { name: 'bare line feeds', make: () => lastWord(withHeaders('Content-Length: 2\r\n').replaceAll('\r\n', '\n')) },
    {
      name: 'bare carriage returns',
      make: () => lastWord(withHeaders('Content-Length: 2\r\n').replaceAll('\r\n', '\r')),
    },
    { name: 'a NUL in a header', make: () => lastWord(withHeaders('X: a\u0000b\r\nContent-Length: 2\r\n')) },
    {
      name: 'chunk sizes of malice',
      make: (dice) =>
        lastWord(
          withHeaders(
            'Transfer-Encoding: chunked\r\n',
            `${pick(dice, ['ffffffffffffffff', '-1', '0x2', 'zz', '2 ', '', `2;${'x'.repeat(20_000)}`])}\r\n{}\r\n0\r\n\r\n`,
          ),
        ),
    },
    {
      name: 'trailers of malice',
      make: () =>
        lastWord(
          withHeaders(
            'Transfer-Encoding: chunked\r\nTrailer: Content-Length\r\n',
            `2\r\n{}\r\n0\r\nContent-Length: 9\r\n${'X: y\r\n'.repeat(2000)}\r\n`,
          ),
        ),
    },
    { name: 'no host', make: () => lastWord(`POST ${path} HTTP/1.1\r\nContent-Length: 2\r\n\r\n{}`) },
    { name: 'two hosts', make: () => lastWord(withHeaders('Host: y\r\nContent-Length: 2\r\n')) },
    {
      name: 'another version',
      make: (dice) =>
        lastWord(
          `POST ${path} HTTP/${pick(dice, ['0.9', '1.0', '1.2', '2.0', '3', '1.1.1', 'x'])}\r\nHost: x\r\nContent-Length: 2\r\n\r\n{}`,
        ),
    },
    {
      name: 'the preface of HTTP/2',
      make: () => lastWord('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000'),
    },
    {
      name: 'an upgrade',
      make: (dice) =>
        lastWord(
          withHeaders(
            `Connection: Upgrade, HTTP2-Settings\r\nUpgrade: ${pick(dice, ['h2c', 'websocket', 'x'])}\r\nHTTP2-Settings: AA\r\nContent-Length: 2\r\n`,
          ),
        ),
    },
    { name: 'a tunnel', make: () => lastWord('CONNECT 127.0.0.1:22 HTTP/1.1\r\nHost: x\r\n\r\nSSH-2.0-x\r\n') },
    {
      name: 'an expectation',
      make: (dice) =>
        attack(withHeaders(`Expect: ${pick(dice, ['100-continue', '200-ok', 'x'])}\r\nContent-Length: 2\r\n`)),
    },
    { name: 'a body nobody announced', make: () => lastWord(`GET ${path} HTTP/1.1\r\nHost: x\r\n\r\n{"a":1}`) },
  ],
};
