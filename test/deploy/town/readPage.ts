import { readFileSync } from 'node:fs';

/** A block of code on a page of documentation. */
export interface Block {
  /** The heading that it stands below, without its number. */
  readonly heading: string;
  readonly language: string;
  readonly text: string;
}

/** What a page tells its reader to type or to write, in order. */
export function readPage(file: string): { readonly text: string; block(heading: string, language?: string): string } {
  const text = readFileSync(file, 'utf8');
  const blocks: Block[] = [];
  let heading = '';
  for (const [, title, language, code] of text.matchAll(/^#+ (?:\d+\. )?([^\n]*)$|^```(\w+)\n(.*?)^```$/gms)) {
    if (title === undefined) blocks.push({ heading, language: language!, text: code! });
    else heading = title;
  }
  return {
    text,
    /** All below a heading in one language, one after the other. Throws when there is none. */
    block(heading, language = 'sh') {
      const found = blocks.filter((block) => block.heading === heading && block.language === language);
      if (found.length === 0) throw new Error(`${file} has no ${language} below "${heading}".`);
      return found.map(({ text }) => text).join('');
    },
  };
}
