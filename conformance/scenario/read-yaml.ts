// Reads a YAML file so that every later complaint can name line and column; repeated keys are refused.
import { type Document, isMap, isPair, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { pointerParts } from './json-pointer.ts';
import type { Complaint, ScenarioRefusal } from './refusal.ts';

export type YamlFile = {
  readonly value: unknown;
  /** The text as written of the scalar at the pointer, else null: tells `0123` from `83`. */
  readonly writtenAt: (pointer: string) => string | null;
  readonly refuse: (complaint: Complaint) => ScenarioRefusal;
};

type Reading =
  | { readonly ok: true; readonly yaml: YamlFile }
  | { readonly ok: false; readonly refusals: ScenarioRefusal[] };

/** Aliases that lead nowhere or multiply beyond reason make the library throw. */
const resolveAliases = (resolve: () => unknown) => {
  try {
    return { ok: true, value: resolve() } as const;
  } catch {
    return { ok: false, message: 'not readable as YAML: an alias leads nowhere, or to too much' } as const;
  }
};

const badAlias = (document: Document): number => {
  let offset = 0;
  visit(document, {
    Alias: (_key, alias) => {
      if (alias.resolve(document) !== undefined) return undefined;
      offset = alias.range?.[0] ?? 0;
      return visit.BREAK;
    },
  });
  return offset;
};

/** YAML 1.2 core: no dates, no yes/no; a file is one document. */
export const readYaml = (text: string, file: string): Reading => {
  const lineCounter = new LineCounter();
  const document = parseDocument(text, { lineCounter, uniqueKeys: true, prettyErrors: false, strict: true });
  const positionAt = (offset: number) => {
    const { line, col } = lineCounter.linePos(offset);
    return { line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const problems = [...document.errors, ...document.warnings];
  if (problems.length > 0) {
    const refusals = problems.map((problem) => ({
      file,
      ...positionAt(problem.pos[0]),
      pointer: '',
      message: `not readable as YAML: ${problem.message}`,
      remedy: problem.code === 'DUPLICATE_KEY' ? 'keep one of the two members' : 'correct the YAML at this place',
    }));
    return { ok: false, refusals };
  }

  const content = resolveAliases(() => document.toJS({ maxAliasCount: 1000 }));
  if (!content.ok) {
    const remedy = 'write the value out instead of referring to it';
    return {
      ok: false,
      refusals: [{ file, ...positionAt(badAlias(document)), pointer: '', message: content.message, remedy }],
    };
  }

  const nodeAt = (parts: readonly string[]): unknown =>
    parts.length === 0 ? document.contents : document.getIn(parts, true);

  const offsetOf = (node: unknown): number | null => {
    if (typeof node !== 'object' || node === null || !('range' in node) || !Array.isArray(node.range)) return null;
    return Number(node.range[0]);
  };

  const keyOffset = (parts: readonly string[]): number | null => {
    const parent = nodeAt(parts.slice(0, -1));
    if (!isMap(parent)) return null;
    const pair = parent.items.find(
      (item) => isPair(item) && isScalar(item.key) && String(item.key.value) === parts.at(-1),
    );
    return offsetOf(pair?.key);
  };

  const offsetFor = ({ pointer, place }: Complaint): number => {
    const parts = pointerParts(pointer);
    if (place === 'key') return keyOffset(parts) ?? offsetOf(nodeAt(parts)) ?? 0;
    return offsetOf(nodeAt(parts)) ?? keyOffset(parts) ?? 0;
  };

  const yaml: YamlFile = {
    value: content.value,
    writtenAt: (pointer) => {
      const node = nodeAt(pointerParts(pointer));
      return isScalar(node) ? (node.source ?? null) : null;
    },
    refuse: (complaint) => ({
      file,
      ...positionAt(offsetFor(complaint)),
      pointer: complaint.pointer,
      message: complaint.message,
      remedy: complaint.remedy,
    }),
  };
  return { ok: true, yaml };
};
