// What a format cannot carry is refused before it is sent: XML has no spelling for some characters, names and arrays (T-5).
import type { Format } from '../../protocol/envelope.ts';
import type { ParamError } from '../../protocol/param-error.ts';
import { writePayload } from '../../protocol/payload.ts';

/** At most one error, without a pointer: the writer tells what it cannot write, not where. */
export const checkSpelling = (payload: Readonly<Record<string, unknown>>, format: Format): ParamError[] => {
  try {
    writePayload(payload, format);
    return [];
  } catch (error) {
    if (error instanceof RangeError) return [{ field: '', rule: 'T-5', message: error.message }];
    throw error;
  }
};
