// The small forms of which the register's schemas are made: words of a list, money, waits, and objects without strangers.
import type { TSchema } from 'typebox';
import { Type } from '../../protocol/schema.ts';

export const words = <const Words extends readonly string[]>(list: Words) =>
  Type.Unsafe<Words[number]>({ type: 'string', enum: list });
/** Objects whose unknown members are refused. */
export const strict = { additionalProperties: false };
/** Yuan with two decimals, never negative. */
export const money = Type.String({ pattern: '^(0|[1-9][0-9]{0,15})\\.[0-9]{2}$' });
/** Up to a year. */
export const waitMs = Type.Integer({ minimum: 0, maximum: 31_536_000_000 });
/** With words for whoever reads the OpenAPI document. */
export const told = <Schema extends TSchema>(description: string, schema: Schema) => Type.With(schema, { description });
