import { renderToString } from 'preact-render-to-string';
import type { Language } from '../web/language/Texts';
import { demoUsers } from './DemoUser';

const TEXTS: Readonly<Record<Language, { readonly title: string; readonly hint: string; readonly cancel: string }>> = {
  en: {
    title: 'Sign in to the demo as',
    hint: 'A sign-in service for this demo alone: no password, invented cities.',
    cancel: 'Do not sign in',
  },
  de: {
    title: 'In der Demo anmelden als',
    hint: 'Ein Anmeldedienst nur für diese Demo: kein Passwort, erfundene Städte.',
    cancel: 'Nicht anmelden',
  },
  nl: {
    title: 'In de demo inloggen als',
    hint: 'Een inlogdienst voor deze demo alleen: geen wachtwoord, verzonnen steden.',
    cancel: 'Niet inloggen',
  },
};

interface DemoSignInProps {
  readonly language: Language;
  readonly addressFor: (userId: string) => string;
  readonly cancelAddress: string;
}

/** Where a user of the demo says who they are: in place of a password there is a link for each. */
export function renderDemoSignIn({ language, addressFor, cancelAddress }: DemoSignInProps): string {
  const { title, hint, cancel } = TEXTS[language];
  return `<!doctype html>${renderToString(
    <html lang={language}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{title}</title>
        <link rel="icon" href="data:," />
      </head>
      <body>
        <main>
          <h1>{title}</h1>
          <ul>
            {demoUsers.map(({ id, organisation }) => (
              <li key={id}>
                <a href={addressFor(id)}>{organisation}</a>
              </li>
            ))}
          </ul>
          <p>
            <a href={cancelAddress}>{cancel}</a>
          </p>
          <p>{hint}</p>
        </main>
      </body>
    </html>,
  )}`;
}
