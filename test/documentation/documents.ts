// The documents of the repository as data: their fenced blocks and the JSON that stands in their lines.
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

export type Block = {
  readonly document: string;
  readonly line: number;
  readonly language: string;
  /** Without the indentation of the list it stands in. */
  readonly text: string;
};

/** Not ours, made by a command, or nobody's but the one who works here. */
const passedOver = new Set(['node_modules', 'dist', 'report', 'bench-report', 'PLAN.md']);

const markdownBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true })
    .filter(({ name }) => !name.startsWith('.') && !passedOver.has(name))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return markdownBelow(path);
      return entry.name.endsWith('.md') ? [relative(root, path)] : [];
    });

export const documents: readonly string[] = markdownBelow(root);

const linesOf = (document: string): readonly string[] => readFileSync(join(root, document), 'utf8').split('\n');

/** A fence that is not closed swallows the rest, and so is known by no name. */
export const blocksOf = (document: string): readonly Block[] => {
  const blocks: Block[] = [];
  let open: { indent: string; language: string; line: number; text: string[] } | null = null;
  for (const [at, line] of [...linesOf(document), '```'].entries()) {
    const [, indent = '', language = ''] = /^( *)(?:`{3,}|~{3,})(.*)$/.exec(line) ?? [];
    const isFence = /^ *(`{3,}|~{3,})/.test(line);
    if (!open && isFence) open = { indent, language: language.trim(), line: at + 1, text: [] };
    else if (open && isFence) {
      const { line: begun, language: spoken, text } = open;
      blocks.push({ document, line: begun, language: spoken, text: text.join('\n') });
      open = null;
    } else open?.text.push(line.startsWith(open.indent) ? line.slice(open.indent.length) : line);
  }
  return blocks.filter(({ line }) => line <= linesOf(document).length);
};

/** Inline code that holds a JSON object, and of the callback row the words that stand for one; fenced blocks apart. */
export const inlineJsonOf = (document: string): readonly { readonly line: number; readonly json: string }[] => {
  const fenced = new Set<number>();
  for (const { line, text } of blocksOf(document))
    for (let at = line; at <= line + text.split('\n').length; at += 1) fenced.add(at);
  return linesOf(document).flatMap((text, index) => {
    const line = index + 1;
    if (fenced.has(line)) return [];
    return [...text.matchAll(/`([^`]*)`/g)].flatMap(([, code = '']) => {
      const object = /\{".*\}/.exec(code)?.[0];
      if (object !== undefined) return [{ line, json: object }];
      return text.includes('{"callback":') && /^"\w+"$/.test(code) ? [{ line, json: `{"callback":${code}}` }] : [];
    });
  });
};
