// A witness of HTTP traffic: holds every message against an OpenAPI document, and remembers which answers were seen.
import { readAnswer } from '../../../protocol/envelope.ts';
import { createJudge, type Judge } from './strict-schema.ts';

type Content = Readonly<Record<string, { readonly schema: object; readonly 'x-line'?: object }>>;
type Response = {
  readonly content?: Content;
  readonly headers?: Readonly<Record<string, { readonly required?: boolean }>>;
};
export type Operation = {
  readonly operationId: string;
  readonly tags?: readonly string[];
  readonly requestBody?: { readonly content: Content; readonly required?: boolean };
  readonly responses: Readonly<Record<string, Response>>;
  readonly security?: readonly unknown[];
  readonly parameters?: readonly { readonly name: string; readonly in: string }[];
};
export type OpenapiDocument = {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly webhooks?: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, unknown>> };
};
export type Message = {
  readonly method: string;
  readonly path: string;
  readonly requestBody?: string;
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
};
export type Place = { readonly method: string; readonly path: string; readonly operation: Operation };

const escapeForm = (text: string): string => text.replace(/[.*+?^$()|[\]\\]/g, '\\$&');
const formOf = (path: string): RegExp => new RegExp(`^${escapeForm(path).replace(/\{\w+\}/g, '[^/]+')}$`);
const bare = (mediaType: string): string => mediaType.replace(/\s/g, '').toLowerCase();

export const placesOf = ({ paths }: OpenapiDocument): Place[] =>
  Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );

/** By the form of the path; of several the one with the fewest parameters. */
export const findPlace = (places: readonly Place[], method: string, path: string): Place | null => {
  const fitting = places.filter((place) => place.method === method && formOf(place.path).test(path));
  const parameters = (place: Place): number => place.path.split('{').length;
  return fitting.sort((a, b) => parameters(a) - parameters(b))[0] ?? null;
};

const parse = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

/** Of an envelope in XML; of another document none. */
const readMembers = (body: Buffer): unknown => {
  const reading = readAnswer(body, 'application/xml');
  return reading.ok ? reading.message : {};
};

export const createWitness = (document: OpenapiDocument) => {
  const places = placesOf(document);
  const { schemas } = document.components;
  const judges = new Map<object, Judge>();
  const judgeBy = (schema: object): Judge => {
    const judge = judges.get(schema) ?? createJudge(schema, schemas);
    judges.set(schema, judge);
    return judge;
  };
  const seen = new Set<string>();
  const complaints: string[] = [];

  const judgeBody = (body: Buffer, mediaType: string, { schema, 'x-line': line }: Content[string]): string[] => {
    if (/\bjson$/.test(mediaType)) return judgeBy(schema)(parse(body.toString()));
    if (/\bxml$/.test(mediaType)) return judgeBy(schema)(readMembers(body));
    const lines = line ? body.toString().trimEnd().split('\n') : [];
    return [
      ...(body.length > 0 ? [] : ['the body is empty']),
      ...lines.flatMap((text) => judgeBy(line ?? {})(parse(text))),
    ];
  };
  const judgeAnswer = ({ headers, body }: Message, { content, headers: told = {} }: Response): string[] => {
    const missing = Object.keys(told).filter((name) => told[name]?.required && headers[name] === undefined);
    const known = Object.keys(told).map((name) => name.toLowerCase());
    const strangers = Object.keys(headers).filter((name) => name.startsWith('x-bureau-') && !known.includes(name));
    const lacks = [
      ...missing.map((name) => `the header ${name} is missing`),
      ...strangers.map((name) => `the header ${name} is not documented`),
    ];
    const received = bare(String(headers['content-type'] ?? ''));
    if (!content) return [...lacks, ...(body.length === 0 ? [] : ['a body where none is documented'])];
    const type = Object.keys(content).find((one) =>
      one.includes(';') ? bare(one) === received : bare(one) === received.split(';')[0],
    );
    if (type === undefined) return [...lacks, `the content type is ${received}`];
    return [...lacks, ...judgeBody(body, type.split(';')[0] ?? '', content[type] ?? { schema: {} })];
  };
  const judgeRequest = ({ requestBody: text, status }: Message, { requestBody }: Operation): string[] => {
    const schema = requestBody?.content['application/json']?.schema;
    if (status >= 300 || text === undefined) return [];
    return schema ? judgeBy(schema)(parse(text)).map((found) => `request: ${found}`) : ['a request body'];
  };

  return {
    places,
    judgeBy,
    complaints,
    /** `operationId status`. */
    seen,
    see: (message: Message): void => {
      const { method, status } = message;
      const path = new URL(message.path, 'http://here').pathname;
      const place = findPlace(places, method, path);
      const response = place?.operation.responses[String(status)];
      const about = `${method} ${path} ${status}`;
      if (!place || !response) return void complaints.push(`${about}: not documented`);
      seen.add(`${place.operation.operationId} ${status}`);
      const found = [...judgeRequest(message, place.operation), ...judgeAnswer(message, response)];
      complaints.push(...found.map((one) => `${about}: ${one}`));
    },
    /** Answers that the document promises and nobody saw. */
    unseen: (): string[] =>
      places
        .flatMap(({ operation }) =>
          Object.keys(operation.responses)
            // A failure of ours (500) cannot be brought about from outside.
            .filter((status) => status !== 'default')
            .map((status) => `${operation.operationId} ${status}`),
        )
        .filter((one) => !seen.has(one)),
  };
};
export type Witness = ReturnType<typeof createWitness>;
