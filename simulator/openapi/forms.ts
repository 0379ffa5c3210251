// The small forms of which the control port's answers are made.
import type { TSchema } from 'typebox';
import { Type } from '../../protocol/schema.ts';

/** `yyyy-MM-ddTHH:mm:ss.SSS+08:00`, by the tenant's clock. */
export const instant = Type.String({
  pattern: '^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3}\\+08:00$',
});
export const count = Type.Integer({ minimum: 0 });
export const text = Type.String();
export const invoiceNo = Type.String({ pattern: '^[0-9]{20}$' });
export const hash = Type.String({ pattern: '^[0-9a-f]{64}$' });
export const environment = Type.Unsafe<'test' | 'production'>({ type: 'string', enum: ['test', 'production'] });
export const orNull = <Schema extends TSchema>(schema: Schema) => Type.Union([schema, Type.Null()]);
/** Yuan with two decimals. */
export const amount = Type.String({ pattern: '^-?(0|[1-9][0-9]*)\\.[0-9]{2}$' });
/** A payload as it was accepted, or members that only its owner knows. */
export const anyMembers = Type.Record(Type.String(), Type.Unknown());
