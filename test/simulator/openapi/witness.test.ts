// The witness itself: it objects to whatever is not documented, so that a clean session means something.
import { expect, it } from 'vitest';
import { createWitness, type Message, type OpenapiDocument } from './witness.ts';

const Named = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };
const Counted = {
  allOf: [{ $ref: '#/components/schemas/Named' }, { type: 'object', properties: { count: { type: 'integer' } } }],
};
const header = { description: '', required: true, schema: {} };
const document: OpenapiDocument = {
  paths: {
    '/things/{name}': {
      put: {
        operationId: 'put',
        requestBody: { content: { 'application/json': { schema: Named } } },
        responses: {
          '200': { content: { 'application/json': { schema: { $ref: '#/components/schemas/Counted' } } } },
          '201': { headers: { location: header } },
          '404': { content: { 'text/plain': { schema: { type: 'string' } } } },
        },
      },
    },
    '/things/all': { put: { operationId: 'putAll', responses: { '204': {} } } },
  },
  components: { schemas: { Named, Counted } },
};
const json = { 'content-type': 'application/json' };
const good: Message = {
  ...{ method: 'PUT', path: '/things/a?b=c', requestBody: '{"name":"a"}', status: 200, headers: json },
  body: Buffer.from('{"name":"a","count":1}'),
};

const judge = (message: Message) => {
  const witness = createWitness(document);
  witness.see(message);
  return witness.complaints;
};

it('has nothing against what is documented', () => {
  expect(judge(good)).toEqual([]);
});

it.each<[string, Partial<Message>, RegExp]>([
  ['a member that nobody documented', { body: Buffer.from('{"name":"a","stranger":1}') }, /stranger/],
  ['a member that is missing', { body: Buffer.from('{"count":1}') }, /required property 'name'/],
  ['a value of another type', { body: Buffer.from('{"name":"a","count":"1"}') }, /count must be integer/],
  ['a body that is no JSON', { body: Buffer.from('{') }, /must be object/],
  ['a member that nobody asked for', { requestBody: '{"name":"a","stranger":1}' }, /request: .*stranger/],
  ['a status', { status: 500 }, /500: not documented/],
  ['a path', { path: '/others' }, /not documented/],
  ['a content type', { headers: { 'content-type': 'text/plain' } }, /content type is text\/plain/],
  ['a body where none is documented', { path: '/things/all', status: 204 }, /a body where none/],
  ['a header of its own that nobody documented', { headers: { ...json, 'x-bureau-stranger': '1' } }, /stranger is not/],
  ['a header that is missing', { status: 201, body: Buffer.alloc(0) }, /header location is missing/],
])('objects to %s', (_what, changed, complaint) => {
  expect(judge({ ...good, ...changed }).join('\n')).toMatch(complaint);
});

it('tells which answers nobody saw', () => {
  const witness = createWitness(document);
  witness.see(good);
  expect(witness.unseen()).toEqual(['put 201', 'put 404', 'putAll 204']);
});
