// One thing wrong with a payload, as 1001 reports it and as a client's own pre-check does (R, C-3).

/** `field` is a JSON pointer into the payload, `rule` the clause id, `message` a sentence for a person. */
export type ParamError = { readonly field: string; readonly rule: string; readonly message: string };
