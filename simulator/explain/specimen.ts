// The message on the help desk's table: its members as far as they can be read, however wrong the rest is.
import { type Format, formatOf, readAnswer, readRequest } from '../../protocol/envelope.ts';
import type { Problem } from '../../protocol/envelope-rules.ts';
import { isJsonObject, readJson } from '../../protocol/strict-json.ts';
import { readXml } from '../../protocol/strict-xml.ts';

export type Specimen = {
  readonly kind: 'request' | 'answer';
  readonly format: Format;
  /** Every member that is a text, in the order of the message. */
  readonly members: Readonly<Record<string, string>>;
  /** What the protocol's own reader refuses. */
  readonly problems: readonly Problem[];
};

const answerMembers = ['requestId', 'requestNonce', 'returnCode', 'returnMessage'];

const membersOf = (text: string, format: Format): { root: string | null; members: Record<string, unknown> } => {
  if (format === 'json') {
    const document = readJson(text);
    return { root: null, members: isJsonObject(document.value) ? document.value : {} };
  }
  const document = readXml(text);
  if (!document.ok) return { root: null, members: {} };
  const leaves = document.root.children.filter((child) => child.children.length === 0);
  return { root: document.root.name, members: Object.fromEntries(leaves.map((leaf) => [leaf.name, leaf.text])) };
};

/** Reads a body leniently; what the strict reader says of it comes along. */
export const readSpecimen = (body: Uint8Array): Specimen => {
  const format = formatOf(null, body);
  const { root, members } = membersOf(new TextDecoder('utf-8').decode(body), format);
  const kind =
    root === 'response' || (root === null && answerMembers.some((name) => Object.hasOwn(members, name)))
      ? 'answer'
      : 'request';
  const reading = kind === 'request' ? readRequest(body) : readAnswer(body);
  const texts = Object.entries(members).filter((entry): entry is [string, string] => typeof entry[1] === 'string');
  return { kind, format, members: Object.fromEntries(texts), problems: reading.ok ? [] : reading.problems };
};
