// A text that people meet in a report or a message: English and Chinese say the same.

export type Bilingual = { readonly en: string; readonly zh: string };
