/** For whom the hub answers. Of this a city is told the organisation and the subject alone. */
export type HubViewer = { readonly anonymous: true } | Member;

/** Somebody who signed in. */
export interface Member {
  readonly anonymous: false;
  /** The organisation that stands behind, as the provider names it. */
  readonly organisation: string;
  /** A pseudonym: the same for the same person, and nothing that leads back to one without the hub's secret. */
  readonly subject: string;
  /** The city it works for, a slug. Null when the provider names none. */
  readonly city: string | null;
  readonly roles: readonly string[];
}

export const ANONYMOUS: HubViewer = { anonymous: true };
