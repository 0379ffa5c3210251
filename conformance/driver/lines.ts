// Standard output of a client as messages: one JSON object a line, bounded against flood and garbage (V-1, D).

export type Message = Readonly<Record<string, unknown>> & { readonly type: string };
export type Heard = { readonly ok: true; readonly message: Message } | { readonly ok: false; readonly reason: string };

export const longestLine = 1024 * 1024;
export const mostBytes = 64 * 1024 * 1024;

/** The deepest message of D is an order with its lines; what is deeper breaks whoever has to write it again. */
const deepest = 64;

const isDeeper = (value: unknown, left: number): boolean =>
  typeof value === 'object' &&
  value !== null &&
  (left === 0 || Object.values(value).some((inner) => isDeeper(inner, left - 1)));

const readLine = (line: string): Heard => {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return { ok: false, reason: `a line of standard output is not JSON: ${line.slice(0, 120)}` };
  }
  if (isDeeper(value, deepest))
    return { ok: false, reason: `a line of standard output is nested deeper than ${deepest}: ${line.slice(0, 120)}` };
  const isMessage =
    typeof value === 'object' && value !== null && typeof (value as { type?: unknown }).type === 'string';
  return isMessage
    ? { ok: true, message: value as Message }
    : { ok: false, reason: `a line of standard output is no message (an object with "type"): ${line.slice(0, 120)}` };
};

/** Takes chunks, gives whole lines; empty ones are passed over. After a refusal nothing more should be fed. */
export const createLineReader = (): ((chunk: string) => Heard[]) => {
  let rest = '';
  let total = 0;
  return (chunk) => {
    total += chunk.length;
    if (total > mostBytes) return [{ ok: false, reason: `more than ${mostBytes} bytes on standard output` }];
    const lines = (rest + chunk).split('\n');
    rest = lines.pop() ?? '';
    const heard = lines.filter((line) => line.trim() !== '').map(readLine);
    return rest.length > longestLine
      ? [...heard, { ok: false, reason: `a line longer than ${longestLine} bytes` }]
      : heard;
  };
};
