import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import MarkdownIt from 'markdown-it';
import { FileUnreadableError, readTextFile } from '../../watched/files/readTextFile';
import { LANGUAGES } from '../language/Texts';
import type { Language } from '../language/Texts';
import { NOTICES } from '../language/siteTexts';
import type { NoticeKind } from '../language/siteTexts';

/** A notice of the operator in one language. */
export interface Notice {
  /** Undefined where the operator does not say. */
  readonly language: Language | undefined;
  /** Safe to be put into a page: what the operator wrote as HTML stands there as text. */
  readonly html: string;
}

/** The operator's notices. One that the operator did not write is not among them. */
export type Notices = ReadonlyMap<NoticeKind, readonly Notice[]>;

export const NO_NOTICES: Notices = new Map();

const FILE = /^([a-z]+)(?:\.([a-z]{2}))?\.md$/;

/** No HTML of the operator's (`html` is off), no address that runs something (the library's own rule), and no pictures. */
const markdown = new MarkdownIt({ html: false, linkify: true }).disable('image');

/**
 * Reads the notices in a folder: `legal.md`, `privacy.md` and `accessibility.md`, in Markdown; `legal.de.md` is the German
 * one. What else lies there is left alone, but not a Markdown file that no page would show.
 *
 * @throws FileUnreadableError
 */
export async function readNotices(folder: string): Promise<Notices> {
  const notices = new Map<NoticeKind, Notice[]>();
  for (const name of (await listFolder(folder)).filter((entry) => entry.endsWith('.md')).sort()) {
    const [, base, tag] = FILE.exec(name) ?? [];
    const kind = NOTICES.find((one) => one === base);
    const language = LANGUAGES.find((one) => one === tag);
    if (kind === undefined || (tag !== undefined && language === undefined)) {
      throw new FileUnreadableError(
        join(folder, name),
        `is no page of the hub: name it ${NOTICES.map((one) => `${one}.md`).join(', ')}, or legal.de.md for a language`,
      );
    }
    const html = markdown.render(await readTextFile(join(folder, name)));
    notices.set(kind, [...(notices.get(kind) ?? []), { language, html }]);
  }
  return notices;
}

async function listFolder(folder: string): Promise<string[]> {
  try {
    return await readdir(folder);
  } catch (error) {
    const { code = 'unknown' } = error as NodeJS.ErrnoException;
    throw new FileUnreadableError(folder, `cannot be read (${code})`, { cause: error });
  }
}

/** The notice for a reader: in the reader's language, else the one that names no language, else any. */
export function noticeIn(language: Language, notices: readonly Notice[]): Notice | undefined {
  return (
    notices.find((notice) => notice.language === language) ??
    notices.find((notice) => notice.language === undefined) ??
    notices[0]
  );
}
