/** Whose requests are counted: a member's by its pseudonym, else those of an address. */
export type Requester =
  { readonly kind: 'member'; readonly subject: string } | { readonly kind: 'address'; readonly address: string };
