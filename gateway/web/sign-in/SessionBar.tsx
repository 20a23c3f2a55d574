import { siteTextsOf } from '../language/siteTexts';
import type { Language } from '../language/Texts';
import type { PageSession } from './PageSession';
import { signInAddress } from './returnTo';

interface SessionProps {
  readonly session: PageSession;
  readonly language: Language;
}

/** At the head of a page: for whom it is, and how to sign in or out. */
export function SessionBar({ session, language }: SessionProps) {
  const texts = siteTextsOf(language);
  switch (session.state) {
    case 'off':
      return null;
    case 'anonymous':
    case 'ended':
      return (
        <p class="session">
          {session.state === 'ended' && <span role="status">{texts.sessionEnded}</span>}
          <a href={signInAddress(session.page)} rel="nofollow">
            {texts.signIn}
          </a>
        </p>
      );
    case 'member':
      return (
        <form class="session" method="post" action="/sign-out">
          <span>{texts.signedInFor(session.organisation)}</span>
          <input type="hidden" name="return_to" value={session.page} />
          <button type="submit">{texts.signOut}</button>
        </form>
      );
  }
}

/** Where an answer leaves something out for whoever did not sign in: how to see it. */
export function SignInToSee({ session, language }: SessionProps) {
  if (session.state !== 'anonymous' && session.state !== 'ended') return null;
  return (
    <p>
      <a href={signInAddress(session.page)} rel="nofollow">
        {siteTextsOf(language).signInToSee}
      </a>
    </p>
  );
}
