/** Room for what else the cookie says, in which it goes to the provider and back. */
const MAX_LENGTH = 1_500;

/** Stands for the hub; no address is there. */
const HERE = 'https://here.invalid';

/** Where going back would lead nowhere, or end what was just begun. */
const NO_PAGE = /^\/(sign-in|sign-out|signed-out)\b/;

/**
 * The page to go back to after signing in or out: a path of this hub with its parameters, and nothing else. Whatever could
 * lead elsewhere (`//evil.example`, `/\evil.example`, `/.//evil.example`, an address with a scheme), or is too long, is the first page.
 */
export function returnTo(given: unknown): string {
  // eslint-disable-next-line no-control-regex -- browsers leave some of these out, and then read another address
  if (typeof given !== 'string' || given.length > MAX_LENGTH || !/^\/(?![/\\])[^\\\u0000-\u0020\u007f]*$/.test(given))
    return '/';
  const { origin, pathname, search } = new URL(given, HERE);
  if (origin !== HERE || pathname.startsWith('//') || NO_PAGE.test(pathname)) return '/';
  return `${pathname}${search}`;
}

/** Where a page leads to sign in, and back to it. */
export function signInAddress(page: string): string {
  return `/sign-in?${new URLSearchParams({ return_to: page }).toString()}`;
}
