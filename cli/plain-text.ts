// Words of strangers on our terminal: no character of theirs may move the cursor or turn the line.

/** Control characters but line ends become U+FFFD; further lines are indented below the first. */
export const plainText = (text: string, indent: string): string =>
  text.replace(/[^\P{Cc}\n]|\p{Bidi_Control}/gu, '\u{FFFD}').replaceAll('\n', `\n${indent}`);
