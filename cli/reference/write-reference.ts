// Writes the published reference of the interface in one language from the law.
import { type Clause, type Language, type Law, type ReturnCodeTable, rowId, type Section } from './law.ts';
import { writeTable } from './markdown.ts';

const words = {
  en: {
    version: 'normative text, version',
    generated: 'Generated from `specification/*.yaml` by `npm run reference`; change those, not this file.',
    other: '[中文](reference.zh-CN.md)',
    mistakes: '[mistakes by name](mistakes.md)',
    glossary: 'Words',
    codes: ['code', 'name', '中文', 'class', 'notes'],
    classes: ['class', 'what a client may do next'],
  },
  zh: {
    version: '规范性文本，版本',
    generated: '由 `npm run reference` 从 `specification/*.yaml` 生成；请修改数据，勿修改本文件。',
    other: '[English](reference.md)',
    mistakes: '[可识别的错误](mistakes.zh-CN.md)',
    glossary: '术语',
    codes: ['返回码', '名称', '含义', '类别', '说明'],
    classes: ['类别', '客户端接下来可以做什么'],
  },
} as const;

const anchorOf = (id: string): string => `<a id="${id}"></a>`;

const writeClause = (clause: Clause, language: Language): string => {
  const name = clause.name ? ` ${clause.name[language]}` : '';
  const [first = '', ...more] = clause[language].split('\n\n');
  return [
    `- ${anchorOf(clause.id)}**${clause.id}${name}** ${first}`,
    ...more.map((paragraph) => `  ${paragraph}`),
  ].join('\n\n');
};

const writeReturnCodes = ({ classes, codes }: ReturnCodeTable, language: Language): string[] => [
  writeTable(
    words[language].codes,
    codes.map((row) => [
      `${anchorOf(rowId(row.code))}${row.code}`,
      row.name,
      row.zh,
      row.class,
      row.notes?.[language] ?? '',
    ]),
  ),
  writeTable(
    words[language].classes,
    Object.entries(classes).map(([name, meaning]) => [`**${name}**`, meaning[language]]),
  ),
];

const writeSection = (section: Section, law: Law, language: Language): string[] => [
  `## ${anchorOf(section.id)}${section.id}. ${section.title[language]}`,
  ...(section.text ? [section.text[language]] : []),
  ...(section.id === 'R' ? writeReturnCodes(law.returnCodes, language) : []),
  ...section.clauses.map((clause) => writeClause(clause, language)),
];

/** The whole reference as Markdown; every clause has an anchor that is its id. */
export const writeReference = (law: Law, language: Language): string => {
  const said = words[language];
  const glossary = writeTable(
    ['English', '中文', ''],
    law.glossary.map((word) => [word.en, word.zh, word.meaning[language]]),
  );
  const parts = [
    `# ${law.title[language]} — ${said.version} ${law.version}`,
    `${said.other} · [clause → checks 条款与检查](clause-checks.md) · ${said.mistakes}`,
    `*${said.generated}*`,
    law.introduction[language],
    `## ${said.glossary}`,
    glossary,
    ...law.sections.flatMap((section) => writeSection(section, law, language)),
  ];
  return `${parts.join('\n\n')}\n`;
};
