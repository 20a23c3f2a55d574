import type { Language } from './Texts';

/** What an operator may say of the site, each a page of its own. */
export const NOTICES = ['legal', 'privacy', 'accessibility'] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** What the hub says to people of the site itself, beside questions and answers. */
export interface SiteTexts {
  /** Of the pages for which the operator answers. */
  readonly notices: Readonly<Record<NoticeKind, string>>;
  /** Of the list of links to them. */
  readonly aboutSite: string;
  /** What search engines show of the page where nothing was asked yet. */
  readonly description: string;
}

const TEXTS: Readonly<Record<Language, SiteTexts>> = {
  en: {
    notices: { legal: 'Legal notice', privacy: 'Privacy', accessibility: 'Accessibility' },
    aboutSite: 'About this site',
    description:
      'Which city has experience with what you plan, whom to call there, what it cost and whether you may come to see it.',
  },
  de: {
    notices: { legal: 'Impressum', privacy: 'Datenschutz', accessibility: 'Barrierefreiheit' },
    aboutSite: 'Über diese Website',
    description:
      'Welche Stadt Erfahrung mit dem hat, was Sie vorhaben, wen Sie dort anrufen, was es gekostet hat und ob Sie es ansehen können.',
  },
  nl: {
    notices: { legal: 'Colofon', privacy: 'Privacy', accessibility: 'Toegankelijkheid' },
    aboutSite: 'Over deze website',
    description:
      'Welke stad ervaring heeft met wat u van plan bent, wie u daar kunt bellen, wat het kostte en of u kunt komen kijken.',
  },
};

export function siteTextsOf(language: Language): SiteTexts {
  return TEXTS[language];
}
