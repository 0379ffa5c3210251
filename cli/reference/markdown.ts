// Tables of the generated documents in Markdown.

const writeRow = (cells: readonly string[]): string =>
  `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;

export const writeTable = (head: readonly string[], rows: readonly (readonly string[])[]): string =>
  [writeRow(head), `|${head.map(() => '---|').join('')}`, ...rows.map(writeRow)].join('\n');
