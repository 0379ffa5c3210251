// One operation of a port as its OpenAPI document tells of it: what is said once here, and what follows from it is added by the writer.

/** A JSON Schema 2020-12, hand-made or TypeBox. */
export type Schema = object;
export type Content = Readonly<Record<string, { readonly schema: Schema } & Readonly<Record<`x-${string}`, unknown>>>>;
export type Answer = {
  readonly description: string;
  readonly content?: Content;
  readonly headers?: Readonly<
    Record<string, { readonly description: string; readonly required: true; readonly schema: Schema }>
  >;
};
/** Of the query string, or a header. */
export type Parameter = { readonly name: string; readonly description: string; readonly schema: Schema };

export type Route = {
  readonly id: string;
  readonly en: string;
  readonly zh: string;
  /** Beyond the summary. */
  readonly more?: string;
  readonly query?: readonly Parameter[];
  readonly headers?: readonly Parameter[];
  readonly body?: Schema;
  readonly bodyMayBeAbsent?: true;
  readonly answers: Readonly<Record<string, Answer>>;
  /** Problems beside those that follow from path, body and guard. */
  readonly refusals?: readonly number[];
  /** `host`: no token; `none`: neither token nor a name of this machine. */
  readonly guard?: 'host' | 'none';
};

export type Method = 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
/** By method and path, e.g. `GET /tenants/{id}/clock`. */
export type Routes = Readonly<Record<`${Method} ${string}`, Route>>;
/** What belongs together on the page. */
export type Chapter = { readonly tag: string; readonly en: string; readonly zh: string; readonly routes: Routes };

export const answerJson = (description: string, schema: Schema): Answer => ({
  description,
  content: { 'application/json': { schema } },
});
export const answerText = (description: string, mediaType = 'text/plain; charset=UTF-8'): Answer => ({
  description,
  content: { [mediaType]: { schema: { type: 'string' } } },
});
export const answerBytes = (description: string, mediaType: string): Answer => ({
  description,
  content: { [mediaType]: { schema: {} } },
});
export const locationHeader = {
  location: { description: 'Where the new resource is.', required: true, schema: { type: 'string' } },
} as const;
