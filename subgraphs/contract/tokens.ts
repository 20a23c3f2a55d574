// The token of a call says for whom the hub asks a city. It is a JWT (RFC 7519) with the claims `iss` (the hub), `aud`
// (one city's id, alone), `iat`, `exp` and `viewer`. One that is bound to its call also has `body`, the SHA-256 of the
// request's body as base64url, and `jti`: a city takes it once.

/** The only signature that a city takes (RFC 8725, 3.1). */
export const TOKEN_ALGORITHM = 'EdDSA';

/** In the header of a token. */
export const TOKEN_TYPE = 'JWT';

/** How long a token may live, in seconds. */
export const TOKEN_LIFE_S = 60;

/** Of the body of a call that a token is bound to. */
export const BODY_HASH = 'sha256';

/** For whom a city is asked, as the claim `viewer` says it. What a city is told of a member is pseudonymous. */
export type Viewer =
  | { readonly anonymous: true }
  | {
      readonly anonymous: false;
      /** The member of the network that the viewer belongs to. */
      readonly organisation: string;
      /** Stands for a person whom only the hub knows. */
      readonly subject: string;
    };

/** Nobody in particular: strangers, and the hub when it asks for itself. */
export const ANONYMOUS: Viewer = { anonymous: true };
