// The text a signature covers (E-1).

const byAscii = ([a]: readonly [string, string], [b]: readonly [string, string]): number =>
  a < b ? -1 : a > b ? 1 : 0;

/** All members but `signature`, empty ones left out, sorted by name, `name=value` joined by `&` (E-1). */
export const signatureText = (message: Readonly<Record<string, string>>): string =>
  Object.entries(message)
    .filter(([name, value]) => name !== 'signature' && value !== '')
    .sort(byAscii)
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
