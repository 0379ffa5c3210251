import { describe, expect, it } from 'vitest';
import { isCallbackUrl, judgeCallbackUrl } from '../../../simulator/delivery/callback-url.ts';

describe('a callbackUrl', () => {
  it.each([
    'http://127.0.0.1:8080/news',
    'http://localhost/',
    'https://LOCALHOST:1/news?order=1',
    'http://[::1]:9/',
    'http://127.9.9.9/',
    'https://shop.example.com:8443/news',
  ])('may be %s', (url) => {
    expect(isCallbackUrl(url, ['shop.example.com'])).toBe(true);
  });

  it.each([
    'https://other.example.com/',
    'http://10.0.0.1/',
    'http://169.254.169.254/latest',
    'http://127.0.0.1.example.com/',
    'http://localhost.example.com/',
    'http://user:word@localhost/',
    'file:///etc/passwd',
    'ftp://localhost/',
    'localhost:8080',
    '',
    `http://localhost/${'x'.repeat(2000)}`,
  ])('may not be %s', (url) => {
    expect(isCallbackUrl(url, ['shop.example.com'])).toBe(false);
  });

  it('is refused in the order, saying which hosts are allowed', () => {
    expect(judgeCallbackUrl({ callbackUrl: 'https://other.example.com' }, ['shop.example.com'])).toEqual([
      {
        field: '/callbackUrl',
        rule: 'B-12',
        message:
          'expected an http or https URL of this machine or of shop.example.com; received "https://other.example.com"; use a loopback address, or name the host when the bureau is started (--callback-hosts)',
      },
    ]);
  });

  it('may be missing', () => {
    expect(judgeCallbackUrl({}, [])).toEqual([]);
  });
});
