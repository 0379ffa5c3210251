// The text a signature covers (E-1).

/** All members but `signature`, empty ones left out, sorted by name, `name=value` joined by `&` (E-1). */
export const signatureText = (message: Readonly<Record<string, string>>): string => {
  let text = '';
  for (const name of Object.keys(message).sort()) {
    const value = message[name] ?? '';
    if (name !== 'signature' && value !== '') text += text === '' ? `${name}=${value}` : `&${name}=${value}`;
  }
  return text;
};
