// The refusals of the control port (RFC 9457), as their schema says.
import { Type } from '../../protocol/schema.ts';

const words = {
  type: Type.Literal('about:blank'),
  title: Type.String(),
  status: Type.Integer({ minimum: 400, maximum: 599 }),
  detail: Type.String({ description: 'What was wrong.' }),
  remedy: Type.String({ description: 'What to do.' }),
};

const pointer = Type.String({ description: 'RFC 6901 JSON pointer into the body; empty for the whole of it.' });

/** `pointer` and `problems` where a body was refused: all that is wrong with it, the first one repeated above. */
export const ProblemDocument = Type.Object({
  ...words,
  pointer: Type.Optional(pointer),
  problems: Type.Optional(
    Type.Array(Type.Object({ pointer, detail: words.detail, remedy: words.remedy }), { minItems: 1 }),
  ),
});
