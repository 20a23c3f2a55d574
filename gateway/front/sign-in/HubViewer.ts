/** For whom the hub answers. Of this a city is told the organisation, and a pseudonym that it alone is told. */
export type HubViewer = { readonly anonymous: true } | Member;

/** Somebody who signed in. */
export interface Member {
  readonly anonymous: false;
  /** The organisation that stands behind, as the provider names it. */
  readonly organisation: string;
  /** The pseudonym within the hub, see `pseudonymOf`. It never leaves the hub: cities have others, see `pseudonymAt`. */
  readonly subject: string;
  /** The city it works for, a slug. Null when the provider names none. */
  readonly city: string | null;
  readonly roles: readonly string[];
}

export const ANONYMOUS: HubViewer = { anonymous: true };
