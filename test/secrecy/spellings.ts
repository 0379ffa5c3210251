// A secret in every spelling in which it could leave the house.

/** As it is, in JSON, in a URL, in hex of either case, in base64; of hexadecimal keys either case and their bytes, too. */
export const spellings = (secret: string): readonly string[] => {
  const bytes = Buffer.from(secret);
  const isHex = /^[0-9a-f]+$/i.test(secret);
  const key = isHex ? Buffer.from(secret, 'hex').toString('base64').replace(/=+$/, '') : secret;
  return [
    ...[secret, JSON.stringify(secret).slice(1, -1), encodeURIComponent(secret), key],
    ...[bytes.toString('hex'), bytes.toString('hex').toUpperCase(), bytes.toString('base64').replace(/=+$/, '')],
    ...(isHex ? [secret.toLowerCase(), secret.toUpperCase()] : []),
  ];
};

/** Of a private key: each line between its head and its foot. */
export const linesOfKey = (pem: string): readonly string[] =>
  pem.split('\n').filter((line) => line !== '' && !line.startsWith('-----'));

/** Which of the secrets, by name, stand in the text. */
export const foundIn = (text: string, secrets: Readonly<Record<string, readonly string[]>>): readonly string[] =>
  Object.entries(secrets).flatMap(([name, traces]) => (traces.some((trace) => text.includes(trace)) ? [name] : []));
