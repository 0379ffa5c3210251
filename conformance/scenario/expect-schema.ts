// What a scenario expects in the end: outcomes, books, and what a refusal at home must name.
import { Type } from 'typebox';

const closed = { additionalProperties: false } as const;
/** How a scenario names orders, reversals and commands. */
export const nameOnly = '^[a-zA-Z][a-zA-Z0-9-]*$';
const outcomes = ['issued', 'processing', 'rejected', 'unknown', 'invalid', 'manual', 'done'] as const;

/** At most one invoice exists for an order (B-1). */
const bookCount = Type.Integer({ minimum: 0, maximum: 1 });

export const expectSchema = Type.Object(
  {
    outcomes: Type.Record(Type.String({ pattern: nameOnly }), Type.Array(Type.Enum([...outcomes]), { minItems: 1 }), {
      description: 'allowed outcomes of every command (D-2)',
    }),
    invoices: Type.Record(Type.String({ pattern: nameOnly }), Type.Union([bookCount, Type.Array(bookCount)]), {
      description: 'invoices the ledger must hold for every order (B-1); [0, 1] where that is left open',
    }),
    reds: Type.Optional(
      Type.Record(Type.String({ pattern: nameOnly }), Type.Union([bookCount, Type.Array(bookCount)]), {
        description: 'red invoices the ledger must hold for every reversal (B-5)',
      }),
    ),
    sheets: Type.Optional(
      Type.Record(Type.String({ pattern: nameOnly }), Type.String({ pattern: '^(0[1-9]|10)$' }), {
        description: 'the state in which the last confirmation sheet of a reversal is in the end (B-5)',
      }),
    ),
    statuses: Type.Optional(
      Type.Record(
        Type.String({ pattern: nameOnly }),
        Type.Enum(['issued', 'delivered', 'void', 'red-partial', 'red-full']),
        { description: 'what the invoices of these orders are in the end' },
      ),
    ),
    errors: Type.Optional(
      Type.Record(
        Type.String({ pattern: nameOnly }),
        Type.Object(
          {
            rule: Type.String({ pattern: '^P-[1-9]$' }),
            fields: Type.Array(Type.String({ pattern: '^/' }), { minItems: 1 }),
          },
          closed,
        ),
        {
          description: 'what a refusal at home must name: this rule, and one of these fields or a part of it (C-3)',
        },
      ),
    ),
  },
  closed,
);
