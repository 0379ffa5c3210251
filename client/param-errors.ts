// The errors that the bureau lists with 1001 (R).
import type { ParamError } from '../protocol/param-error.ts';

const readError = (value: unknown): ParamError[] => {
  if (typeof value !== 'object' || value === null) return [];
  const text = (name: keyof ParamError): string => {
    const member: unknown = Reflect.get(value, name);
    return typeof member === 'string' ? member : '';
  };
  return [{ field: text('field'), rule: text('rule'), message: text('message') }];
};

/** `data.errors` of 1001, as far as it can be read; empty for other data. */
export const readParamErrors = (data: Readonly<Record<string, unknown>> | null): ParamError[] => {
  const errors = data?.['errors'];
  return Array.isArray(errors) ? errors.flatMap(readError) : [];
};
