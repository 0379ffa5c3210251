// The base URLs of a tenant, by the way and the environment that they are for (T-2).

/** Of the test environment. */
export type BaseUrls = { readonly https: string; readonly http: string | null };

/** `{base}` for whoever came this way. */
export const baseUrlOf = (
  { https, http }: BaseUrls,
  asker: { readonly environment: 'test' | 'production'; readonly secure: boolean },
): string => (asker.secure ? https : (http ?? https)).replace(/test(?=\/v1$)/, asker.environment);
