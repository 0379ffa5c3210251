// What the bureau loads before its ready line: nothing that only a request needs (ready within 300 ms).
import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Static imports with values; types cost nothing, dynamic imports come later. */
const importsOf = (path: string): string[] =>
  [
    ...readFileSync(join(root, path), 'utf8').matchAll(
      /^(?:import|export)\s(?!type\b)(?:[^'";]*?\sfrom\s)?'([^']+)'/gms,
    ),
  ]
    .filter(([statement]) => !/^(?:import|export)\s*\{(?:\s*type\s[^,}]+,?)+\s*\}/.test(statement))
    .map((match) => match[1] ?? '');

const closureOf = (entries: readonly string[]): Map<string, string> => {
  const importers = new Map<string, string>(entries.map((entry) => [entry, 'the entry']));
  for (const path of importers.keys())
    for (const name of path.endsWith('.ts') ? importsOf(path) : []) {
      const target = name.startsWith('.') ? normalize(join(dirname(path), name)) : name;
      if (!importers.has(target)) importers.set(target, path);
    }
  return importers;
};

it('loads no schema library, control application, document writer or hostility before the bureau is ready', () => {
  const closure = closureOf(['cli/bureau.ts', 'simulator/bureau.ts']);
  const late = [
    'typebox',
    'ajv',
    'hono',
    '@hono/node-server',
    'pino',
    'prom-client',
    'swagger-ui-dist',
    'pdfkit',
    'qrcode',
    'csv-parse',
    'lowdb',
    'read-excel-file',
    'iconv-lite',
  ];
  const early = [...closure].filter(([name]) => late.some((each) => name === each || name.startsWith(`${each}/`)));
  expect(early).toEqual([]);
  expect([...closure.keys()].filter((name) => name.startsWith('simulator/openapi/'))).toEqual([]);
  expect(closure.has('simulator/doors/door.ts')).toBe(true);
  expect(closure.has('simulator/hostility/hostility.ts')).toBe(false);
});

const filesOf = (...rooms: readonly string[]): string[] =>
  rooms.flatMap((room) =>
    readdirSync(join(root, room), { recursive: true, encoding: 'utf8' })
      .filter((name) => name.endsWith('.ts'))
      .map((name) => join(room, name)),
  );

it('requires node:http and imports it nowhere, because its names bring undici, in client, bureau and kit', () => {
  const files = filesOf('protocol', 'client', 'simulator', 'conformance');
  expect(files.filter((path) => importsOf(path).includes('node:http'))).toEqual([]);
  expect(importsOf('client/system-fetch.ts')).toContain('../protocol/node-http.ts');
});

it('loads no ajv into a client, not even at its first payload', () => {
  const closure = closureOf(['client/driver/main.ts']);
  const files = [...closure.keys()].filter((name) => name.endsWith('.ts'));
  expect(files.filter((path) => readFileSync(join(root, path), 'utf8').includes("'ajv'"))).toEqual([]);
  expect(files).toContain('client/precheck/shape.ts');
});

it('loads the 373 files of typebox neither in the client nor in the bureau: only its types', () => {
  const files = filesOf('protocol', 'client', 'simulator');
  expect(files.filter((path) => importsOf(path).includes('typebox'))).toEqual([]);
  expect(files).toContain('protocol/schema.ts');
  expect(importsOf('conformance/scenario/schema.ts')).toContain('typebox');
});
