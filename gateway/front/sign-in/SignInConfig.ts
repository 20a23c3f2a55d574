/** Whose tokens the hub takes, and what it reads from them. */
export interface SignInConfig {
  /** The OpenID provider: `iss` of its tokens, an https address (http on this machine alone). */
  readonly issuer: string;
  /** The hub's name at the provider: `aud` of the tokens. */
  readonly audience: string;
  /** Where the provider's keys are. Undefined finds them by OpenID Connect Discovery. */
  readonly jwksUri: string | undefined;
  /** Names of the claims that say for which organisation somebody signs in, for which city, and in which roles. */
  readonly claims: { readonly organisation: string; readonly city: string; readonly roles: string };
  /** Keys the pseudonyms of viewers, of which each city is told its own. As long as it stays, so do they. */
  readonly pseudonymSecret: string;
}
