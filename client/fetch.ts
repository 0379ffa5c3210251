// The one thing the client asks of the network, small enough to be the platform's `fetch` or a bureau in memory.

export type FetchRequest = {
  readonly method: 'POST';
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** A redirect is the road's business, not the bureau's: it is seen as a status that is not 200 (T-4). */
  readonly redirect: 'manual';
  readonly signal: AbortSignal;
};

export type FetchResponse = {
  readonly status: number;
  readonly headers: { readonly get: (name: string) => string | null };
  readonly arrayBuffer: () => Promise<ArrayBuffer>;
};

export type Fetch = (url: string, request: FetchRequest) => Promise<FetchResponse>;
