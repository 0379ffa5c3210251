// The OpenAPI document of the control port: every route, what it asks, what it answers, and how it refuses.
import { bookChapter, bookSchemas } from './control/books.ts';
import { bureauChapter } from './control/bureau.ts';
import { faultChapter, faultSchemas } from './control/faults.ts';
import { journalChapter, journalSchemas } from './control/journal.ts';
import { otherChapter, otherSchemas } from './control/others.ts';
import { recordRoutes } from './control/record.ts';
import { registrationChapter, registrationSchemas } from './control/registrations.ts';
import { tenantChapter, tenantSchemas } from './control/tenants.ts';
import { nameSchemas } from './name-schemas.ts';
import { ProblemDocument } from './problem-document.ts';
import type { Answer, Chapter, Route } from './route.ts';

const base = '/control/v1';
const chapters: readonly Chapter[] = [
  bureauChapter,
  tenantChapter,
  faultChapter,
  { ...journalChapter, routes: { ...journalChapter.routes, ...recordRoutes } },
  bookChapter,
  otherChapter,
  registrationChapter,
];
const schemas = {
  ...{ ...tenantSchemas, ...faultSchemas, ...journalSchemas, ...bookSchemas, ...otherSchemas, ...registrationSchemas },
  Problem: ProblemDocument,
};

const parameterWords: Readonly<Record<string, string>> = {
  id: 'Of the tenant or registration; `default` is the demonstration tenant.',
  seq: 'Number of an exchange in the journal.',
  name: 'Name of a snapshot: 1 to 64 letters, digits, _ and -.',
  taxNo: 'A tax number.',
  invoiceNo: 'The 20 digits of an invoice.',
  file: 'Name of a part of the page.',
};

const refusalWords: Readonly<Record<number, string>> = {
  400: 'The request cannot be used; every place in it is named.',
  401: 'The control token is missing or wrong.',
  403: 'The Host does not name this machine, or the Origin is another site.',
  404: 'There is no such resource.',
  409: 'The request contradicts the state of the bureau, or the clauses.',
  413: 'The body is over 1 MiB.',
  503: 'The bureau closes: nothing new begins.',
};

/** What follows from the guard, the method, the path and the body. */
const refusalsOf = ({ body, guard, refusals = [] }: Route, method: string, path: string): number[] => [
  ...(guard === undefined ? [401] : []),
  ...(guard === 'none' ? [] : [403]),
  ...(path.includes('{id}') ? [404] : []),
  ...(body ? [400, 413] : []),
  ...(method === 'GET' ? [] : [503]),
  ...refusals,
];

const challenge = {
  'www-authenticate': { description: 'Bearer.', required: true, schema: { type: 'string' } },
} as const;
const refusal = (status: number): Answer => ({
  description: refusalWords[status] ?? '',
  content: { 'application/problem+json': { schema: ProblemDocument } },
  ...(status === 401 ? { headers: challenge } : {}),
});

const pathParameters = (path: string) =>
  [...path.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => ({
    ...{ name, in: 'path', required: true, description: parameterWords[name] },
    schema: { type: 'string' },
  }));

type Place = { readonly method: string; readonly path: string; readonly tag: string };

const operationOf = (route: Route, { method, path, tag }: Place) => {
  const { id, en, zh, more, query = [], headers = [], body, bodyMayBeAbsent, answers, guard } = route;
  const refusals = [...new Set(refusalsOf(route, method, path))].sort((a, b) => a - b);
  const parameters = [
    ...pathParameters(path),
    ...query.map((one) => ({ ...one, in: 'query' })),
    ...headers.map((one) => ({ ...one, in: 'header' })),
  ];
  return {
    operationId: id,
    tags: [tag],
    summary: en,
    description: more === undefined ? zh : `${zh}\n\n${more}`,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: bodyMayBeAbsent !== true, content: { 'application/json': { schema: body } } } }
      : {}),
    responses: {
      ...answers,
      ...Object.fromEntries(refusals.map((status) => [status, refusal(status)])),
      default: { ...refusal(500), description: 'An unexpected failure of the bureau (500): report it.' },
    },
    ...(guard === undefined ? {} : { security: [] }),
  };
};

const pathsOf = () => {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const { tag, routes } of chapters)
    for (const [key, route] of Object.entries(routes)) {
      const [method = '', written = ''] = key.split(' ');
      const path = tag === 'bureau' ? written : `${base}${written}`;
      paths[path] = { ...paths[path], [method.toLowerCase()]: operationOf(route, { method, path, tag }) };
    }
  return paths;
};

const description = `The control port steers the bureau: tenants, time, faults, books, the journal. It is made for tests and operations and no part of
the interface that a taxpayer's client speaks (that is the other document). The bureau prints the token as \`controlToken\` when it is ready.

控制端口用于操纵税局模拟器：租户、时钟、故障、账册与日志，供测试与运维使用，不属于纳税人客户端的业务接口（见另一份文档）。令牌为就绪行中的 \`controlToken\`。`;

const { part: paths, schemas: named } = nameSchemas(pathsOf(), schemas);

/** The same for every bureau. */
export const controlDocument = {
  openapi: '3.1.1',
  info: {
    title: 'Liandiao 联调: control port',
    version: '1',
    description,
    license: { name: 'MIT', identifier: 'MIT' },
  },
  servers: [{ url: '/', description: 'The bureau that serves this document.' }],
  tags: chapters.map(({ tag, en, zh }) => ({ name: tag, description: `${en}。${zh}` })),
  security: [{ token: [] }],
  paths,
  components: {
    schemas: named,
    securitySchemes: { token: { type: 'http', scheme: 'bearer', description: '`controlToken` of the ready line.' } },
  },
};
