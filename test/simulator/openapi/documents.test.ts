// The documents by themselves: lawful OpenAPI 3.1, and of the same routes, interfaces, acts and effects as the bureau.
import { Validator } from '@seriousme/openapi-schema-validator';
import { HonoRequest } from 'hono/request';
import { expect, it, vi } from 'vitest';
import { answerRules, requestRules } from '../../../protocol/envelope-rules.ts';
import { returnCodes } from '../../../protocol/return-code.ts';
import { createControlApp } from '../../../simulator/control/app.ts';
import { effectKinds } from '../../../simulator/faults/effect-kinds.ts';
import { effectForms } from '../../../simulator/openapi/control/faults.ts';
import { controlDocument as control } from '../../../simulator/openapi/control-document.ts';
import { interfaces, saysOf } from '../../../simulator/openapi/protocol/interfaces.ts';
import { writeProtocolDocument } from '../../../simulator/openapi/protocol-document.ts';
import { operationNames } from '../../../simulator/operations/registry.ts';
import { registrationActs } from '../../../simulator/registration/registration-state.ts';
import { createStandIn, token } from '../control/stand-in-bureau.ts';
import { type OpenapiDocument, placesOf } from './witness.ts';

const protocol = writeProtocolDocument({ https: 'https://localhost:7443/test/v1', http: null });
const places = placesOf(control as OpenapiDocument);

/** A hono pattern as a form of paths: `:name`, with or without a form of its own, is one segment. */
const formOf = (pattern: string): RegExp =>
  new RegExp(`^${pattern.replace(/\/:\w+(?:\{([^}]*\}?)\})?/g, (_match, form?: string) => `/${form ?? '[^/]+'}`)}$`);
/** A path that every form of ours lets pass. */
const exampleOf = (path: string): string => path.replace(/\{\w+\}/g, '7');

const { app } = ((standIn) => ({ app: createControlApp({ bureau: standIn.bureau, token, host: '127.0.0.1' }) }))(
  createStandIn(),
);
/** Without the guards, which hold for all methods. */
const routes = app.routes
  .filter(({ method }) => method !== 'ALL')
  .map(({ method, path }) => ({ method, path, form: formOf(path) }));

type QueryParameter = {
  readonly name: string;
  readonly schema?: { readonly type?: string; readonly enum?: readonly string[] };
};

const fits = (route: (typeof routes)[number], place: (typeof places)[number]): boolean =>
  route.method === place.method && route.form.test(exampleOf(place.path));

it.each([
  ['control', control],
  ['protocol', protocol],
])('writes a lawful OpenAPI 3.1 document of the %s port', async (_port, document) => {
  expect(await new Validator().validate(structuredClone(document))).toEqual({ valid: true });
});

it('documents every route of the control port', () => {
  const silent = routes.filter((route) => !places.some((place) => fits(route, place)));
  expect(silent.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
  expect(routes.length).toBeGreaterThan(30);
});

it('documents no route that the control port has not', () => {
  const invented = places.filter((place) => !routes.some((route) => fits(route, place)));
  expect(invented.map(({ method, path }) => `${method} ${path}`)).toEqual([]);
});

/** The names by which the query string is asked from now on. */
const watchParameters = (): Set<string> => {
  const read = new Set<string>();
  const ask = HonoRequest.prototype.query as (this: HonoRequest, name?: string) => unknown;
  const note = (said: object, name: string | symbol): unknown => {
    read.add(String(name));
    return Reflect.get(said, name);
  };
  vi.spyOn(HonoRequest.prototype, 'query').mockImplementation(function (this: HonoRequest, ...[name]: [string?]) {
    const said = ask.call(this, name);
    if (name === undefined) return new Proxy(said as object, { get: note }) as never;
    read.add(name);
    return said as never;
  });
  return read;
};

/** A value that no reader of the parameter refuses. */
const sampleOf = ({ name, schema = {} }: QueryParameter): string =>
  `${name}=${schema.enum?.[0] ?? (schema.type === 'integer' ? '1' : '2026-11-23')}`;

it.each(places.filter(({ method }) => method === 'GET').map((place) => [place.path, place] as const))(
  'documents the parameters that GET %s reads, and no others',
  async (path, { operation }) => {
    const read = watchParameters();
    const documented = (operation.parameters ?? []).filter((one) => one.in === 'query') as readonly QueryParameter[];
    await app.request(
      `http://127.0.0.1:7090${exampleOf(path).replace('/tenants/7', '/tenants/default')}?${documented.map(sampleOf).join('&')}`,
      {
        headers: { host: '127.0.0.1:7090', authorization: `Bearer ${token}` },
      },
    );
    vi.restoreAllMocks();
    expect([...read].sort()).toEqual(documented.map(({ name }) => name).sort());
  },
);

it('documents every act on a registration by itself', () => {
  const acts = places.flatMap(({ path }) => /\/registrations\/\{id\}\/([a-z-]+)$/.exec(path)?.[1] ?? []);
  expect(acts.sort()).toEqual([...registrationActs].sort());
});

it('gives each operation a name of its own', () => {
  const names = places.map(({ operation }) => operation.operationId);
  expect(new Set(names).size).toBe(names.length);
});

it('has the form of every effect of a fault', () => {
  expect(Object.keys(effectForms).sort()).toEqual([...effectKinds.keys()].sort());
});

it('documents every interface', () => {
  expect(interfaces.map(({ name }) => name).sort()).toEqual([...operationNames].sort());
  const posts = Object.entries(protocol.paths).filter(([, methods]) => 'post' in methods);
  expect(posts.map(([path]) => path.slice(1)).sort()).toEqual([...operationNames].sort());
});

it('names every return code of section R with some interface', () => {
  const named = new Set(interfaces.flatMap((one) => saysOf(one).map(([code]) => code)));
  expect([...named].sort()).toEqual(returnCodes.map(({ code }) => code).sort());
});

it('takes the members of envelopes from the rules that judge them', () => {
  const { schemas } = protocol.components as { schemas: Record<string, { properties?: object; required?: string[] }> };
  const members = (name: string) => Object.keys(schemas[name]?.properties ?? {});
  expect(members('RequestEnvelope')).toEqual(requestRules.map(({ member }) => member));
  expect(members('AnswerEnvelope')).toEqual(answerRules.map(({ member }) => member));
  expect(schemas['AnswerEnvelope']?.required).not.toContain('retryAfter');
});

it.each([
  ['control', control],
  ['protocol', protocol],
])('puts every operation of the %s port into a chapter that has words', (_port, document) => {
  const used = placesOf(document as unknown as OpenapiDocument).flatMap(({ operation }) => operation.tags ?? []);
  const explained = document.tags.map(({ name }) => name);
  expect([...new Set(used)].filter((tag) => !explained.includes(tag))).toEqual([]);
});

it('has the addresses of both environments', () => {
  const { servers } = writeProtocolDocument({
    https: 'https://localhost:1/t/a/test/v1',
    http: 'http://localhost:2/t/a/test/v1',
  });
  expect(servers.map(({ url }) => url)).toEqual([
    'https://localhost:1/t/a/test/v1',
    'http://localhost:2/t/a/test/v1',
    'https://localhost:1/t/a/production/v1',
    'http://localhost:2/t/a/production/v1',
  ]);
});

it('spells arrays in XML as T-5 does', () => {
  const { schemas } = protocol.components as { schemas: Record<string, { properties?: Record<string, unknown> }> };
  expect(schemas['InvoiceIssue']?.properties?.['lines']).toMatchObject({
    items: { $ref: '#/components/schemas/InvoiceLine', xml: { name: 'line' } },
    xml: { wrapped: true },
  });
});
