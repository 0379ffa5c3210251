// What a client that cannot be made says: which option is wrong, by which clause.

/** The client cannot be made with these options; the message names the option and the clause, never a key's value. */
export class OptionsRefused extends Error {
  override readonly name = 'OptionsRefused';
}
