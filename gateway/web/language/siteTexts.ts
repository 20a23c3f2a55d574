import type { Language } from './Texts';

/** What an operator may say of the site, each a page of its own. */
export const NOTICES = ['legal', 'privacy', 'accessibility'] as const;
export type NoticeKind = (typeof NOTICES)[number];

/** What may come of signing in or out, beside the page to which it leads back. */
export type SignInOutcome = 'cancelled' | 'stale' | 'refused' | 'unavailable' | 'signedOut';

/** What the hub says to people of the site itself, beside questions and answers. */
export interface SiteTexts {
  /** Of the pages for which the operator answers. */
  readonly notices: Readonly<Record<NoticeKind, string>>;
  /** Of the list of links to them. */
  readonly aboutSite: string;
  /** What search engines show of the page where nothing was asked yet. */
  readonly description: string;
  /** In place of the foot of pages on which nobody can sign in. */
  readonly footerWithSignIn: string;
  readonly signIn: string;
  readonly signOut: string;
  readonly signedInFor: (organisation: string) => string;
  readonly sessionEnded: string;
  /** Where an answer leaves out what only members may see. */
  readonly signInToSee: string;
  readonly signInOutcomes: Readonly<Record<SignInOutcome, { readonly title: string; readonly hint: string }>>;
  readonly signOutAtProvider: string;
  readonly tryAgain: string;
  readonly goOnWithout: string;
  readonly backToQuestion: string;
}

const TEXTS: Readonly<Record<Language, SiteTexts>> = {
  en: {
    notices: { legal: 'Legal notice', privacy: 'Privacy', accessibility: 'Accessibility' },
    aboutSite: 'About this site',
    description:
      'Which city has experience with what you plan, whom to call there, what it cost and whether you may come to see it.',
    footerWithSignIn:
      'This page works without scripts and loads nothing from other servers. It sets a cookie only if you sign in.',
    signIn: 'Sign in',
    signOut: 'Sign out',
    signedInFor: (organisation) => `Signed in for ${organisation}`,
    sessionEnded: 'Your session has ended.',
    signInToSee: 'Sign in to see what is for members',
    signInOutcomes: {
      cancelled: { title: 'You did not sign in', hint: 'What is for everybody can be seen without.' },
      stale: {
        title: 'This did not begin here',
        hint: 'It was begun in another window or too long ago, or somebody else sent you here. Nothing was changed.',
      },
      refused: {
        title: 'You could not be signed in',
        hint: 'The sign-in service did not confirm who you are and for whom you work. If it happens again, tell the operator of the hub.',
      },
      unavailable: {
        title: 'Nobody can sign in at the moment',
        hint: 'The sign-in service does not answer. What is for everybody can be seen without.',
      },
      signedOut: {
        title: 'You are signed out',
        hint: 'That holds for this site. If others use this computer, sign out of your organisation’s account as well.',
      },
    },
    signOutAtProvider: 'Sign out of your organisation’s account as well',
    tryAgain: 'Sign in again',
    goOnWithout: 'Go on without signing in',
    backToQuestion: 'Back to the question',
  },
  de: {
    notices: { legal: 'Impressum', privacy: 'Datenschutz', accessibility: 'Barrierefreiheit' },
    aboutSite: 'Über diese Website',
    description:
      'Welche Stadt Erfahrung mit dem hat, was Sie vorhaben, wen Sie dort anrufen, was es gekostet hat und ob Sie es ansehen können.',
    footerWithSignIn:
      'Diese Seite geht auch ohne Skripte und lädt nichts von anderen Servern. Ein Cookie setzt sie nur, wenn Sie sich anmelden.',
    signIn: 'Anmelden',
    signOut: 'Abmelden',
    signedInFor: (organisation) => `Angemeldet für ${organisation}`,
    sessionEnded: 'Ihre Sitzung ist abgelaufen.',
    signInToSee: 'Anmelden, um zu sehen, was nur für Mitglieder ist',
    signInOutcomes: {
      cancelled: { title: 'Sie haben sich nicht angemeldet', hint: 'Was für alle ist, sehen Sie auch so.' },
      stale: {
        title: 'Das hat nicht hier begonnen',
        hint: 'Es wurde in einem anderen Fenster oder vor zu langer Zeit begonnen, oder jemand anderes hat Sie hierher geschickt. Geändert wurde nichts.',
      },
      refused: {
        title: 'Sie konnten nicht angemeldet werden',
        hint: 'Der Anmeldedienst hat nicht bestätigt, wer Sie sind und für wen Sie arbeiten. Geschieht das wieder, sagen Sie es bitte dem Betreiber.',
      },
      unavailable: {
        title: 'Derzeit kann sich niemand anmelden',
        hint: 'Der Anmeldedienst antwortet nicht. Was für alle ist, sehen Sie auch so.',
      },
      signedOut: {
        title: 'Sie sind abgemeldet',
        hint: 'Das gilt für diese Website. Wenn andere diesen Computer benutzen, melden Sie sich auch beim Konto Ihrer Organisation ab.',
      },
    },
    signOutAtProvider: 'Auch beim Konto der Organisation abmelden',
    tryAgain: 'Erneut anmelden',
    goOnWithout: 'Ohne Anmeldung weiter',
    backToQuestion: 'Zurück zur Frage',
  },
  nl: {
    notices: { legal: 'Colofon', privacy: 'Privacy', accessibility: 'Toegankelijkheid' },
    aboutSite: 'Over deze website',
    description:
      'Welke stad ervaring heeft met wat u van plan bent, wie u daar kunt bellen, wat het kostte en of u kunt komen kijken.',
    footerWithSignIn:
      'Deze pagina werkt ook zonder scripts en laadt niets van andere servers. Alleen als u inlogt, plaatst ze een cookie.',
    signIn: 'Inloggen',
    signOut: 'Uitloggen',
    signedInFor: (organisation) => `Ingelogd voor ${organisation}`,
    sessionEnded: 'Uw sessie is verlopen.',
    signInToSee: 'Log in om te zien wat alleen voor leden is',
    signInOutcomes: {
      cancelled: { title: 'U bent niet ingelogd', hint: 'Wat voor iedereen is, ziet u ook zonder inloggen.' },
      stale: {
        title: 'Dit is niet hier begonnen',
        hint: 'Het is in een ander venster of te lang geleden begonnen, of iemand anders heeft u hierheen gestuurd. Er is niets gewijzigd.',
      },
      refused: {
        title: 'Het inloggen is niet gelukt',
        hint: 'De inlogdienst heeft niet bevestigd wie u bent en voor wie u werkt. Gebeurt dit opnieuw, meld het dan aan de beheerder van de hub.',
      },
      unavailable: {
        title: 'Op dit moment kan niemand inloggen',
        hint: 'De inlogdienst antwoordt niet. Wat voor iedereen is, ziet u ook zonder inloggen.',
      },
      signedOut: {
        title: 'U bent uitgelogd',
        hint: 'Dat geldt voor deze website. Gebruiken anderen deze computer, log dan ook uit bij het account van uw organisatie.',
      },
    },
    signOutAtProvider: 'Ook uitloggen bij het account van de organisatie',
    tryAgain: 'Opnieuw inloggen',
    goOnWithout: 'Verder zonder in te loggen',
    backToQuestion: 'Terug naar de vraag',
  },
};

export function siteTextsOf(language: Language): SiteTexts {
  return TEXTS[language];
}
