import type { Answer } from './Format';

/** What is asked about, by the parameter that says it. */
const SUBJECTS = ['text', 'concepts', 'city'] as const;

/** What a feed or a calendar is called, so that it is told apart from others: `Hanse: Programme – Wohnen`. */
export function nameAnswer({ title, address }: Pick<Answer, 'title' | 'address'>): string {
  const [subject] = SUBJECTS.flatMap((name) => address.searchParams.get(name)?.trim() || []);
  return `Hanse: ${title}${subject === undefined ? '' : ` – ${subject.replace(/concept:/g, '')}`}`;
}
