import type { JWTPayload } from 'jose';
import * as openid from 'openid-client';
import { readTextFile } from '../../watched/files/readTextFile';
import { ProviderUnavailableError } from './findProviderKeys';
import { InvalidTokenError } from './readMember';
import type { SessionConfig } from './SessionConfig';
import type { SigningIn } from './Sessions';

const TIMEOUT_SECONDS = 5;
/** By how many seconds the provider's clock and the hub's may differ. */
const CLOCK_SKEW = 30;

/** Where somebody goes to sign in, and what they have to bring back. */
interface Departure {
  readonly address: string;
  readonly signingIn: Omit<SigningIn, 'returnTo'>;
}

/**
 * The hub's pages as a client of the OpenID provider. What the provider says of itself is asked for when it is first
 * needed, and again where that failed, since the hub may start before the provider does.
 */
export class OpenIdClient {
  #configuration: Promise<openid.Configuration> | undefined;

  constructor(
    private readonly issuer: string,
    private readonly config: SessionConfig,
  ) {}

  /**
   * @param redirectUri where the provider sends them back to
   * @param language in which the provider is to speak
   * @throws ProviderUnavailableError
   */
  async depart(redirectUri: string, language: string): Promise<Departure> {
    const verifier = openid.randomPKCECodeVerifier();
    const signingIn = { state: openid.randomState(), nonce: openid.randomNonce(), verifier };
    const address = openid.buildAuthorizationUrl(await this.#provider(), {
      redirect_uri: redirectUri,
      scope: this.config.scope,
      state: signingIn.state,
      nonce: signingIn.nonce,
      code_challenge: await openid.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
      ui_locales: language,
    });
    return { address: address.href, signingIn };
  }

  /**
   * Who came back, by the claims of the ID token: its signature, issuer, audience, time and nonce were verified.
   *
   * @param address to which they came back, with all that the provider added
   * @throws SignInCancelledError, InvalidTokenError, ProviderUnavailableError
   */
  async arrive(address: URL, { state, nonce, verifier }: SigningIn): Promise<JWTPayload> {
    const provider = await this.#provider();
    try {
      const tokens = await openid.authorizationCodeGrant(provider, address, {
        expectedState: state,
        expectedNonce: nonce,
        pkceCodeVerifier: verifier,
        idTokenExpected: true,
      });
      return tokens.claims() ?? {};
    } catch (error) {
      throw toOwnError(error);
    }
  }

  /** Where somebody ends their session at the provider as well (OpenID Connect RP-Initiated Logout 1.0), if it has that. */
  async signOutAddress(afterwards: string): Promise<string | undefined> {
    const provider = await this.#provider();
    if (provider.serverMetadata().end_session_endpoint === undefined) return undefined;
    return openid.buildEndSessionUrl(provider, { post_logout_redirect_uri: afterwards }).href;
  }

  #provider(): Promise<openid.Configuration> {
    this.#configuration ??= this.#discover().catch((error: unknown) => {
      this.#configuration = undefined;
      throw new ProviderUnavailableError(error);
    });
    return this.#configuration;
  }

  async #discover(): Promise<openid.Configuration> {
    const { clientId } = this.config;
    const issuer = new URL(this.issuer);
    const execute = [
      // Without it, the channel alone would vouch for an ID token that comes over it.
      openid.enableNonRepudiationChecks,
      // The configuration lets no other than this machine go without TLS.
      // eslint-disable-next-line @typescript-eslint/no-deprecated -- marked so that it stands out
      ...(issuer.protocol === 'http:' ? [openid.allowInsecureRequests] : []),
    ];
    const found = await openid.discovery(issuer, clientId, undefined, undefined, { execute, timeout: TIMEOUT_SECONDS });
    const server = found.serverMetadata();
    const client = { [openid.clockTolerance]: CLOCK_SKEW };
    const provider = new openid.Configuration(server, clientId, client, await this.#authentication(server));
    provider.timeout = TIMEOUT_SECONDS;
    for (const set of execute) set(provider);
    return provider;
  }

  async #authentication(server: openid.ServerMetadata): Promise<openid.ClientAuth> {
    const { clientSecret } = this.config;
    if (clientSecret.kind === 'none') return openid.None();
    const secret = clientSecret.kind === 'text' ? clientSecret.text : (await readTextFile(clientSecret.file)).trim();
    // Basic is what a provider takes that says nothing (OpenID Connect Discovery 1.0, section 3).
    const takesBasic = server.token_endpoint_auth_methods_supported?.includes('client_secret_basic') ?? true;
    return takesBasic ? openid.ClientSecretBasic(secret) : openid.ClientSecretPost(secret);
  }
}

/** The provider's own words stay out: they come from an address that anybody can make. */
function toOwnError(error: unknown): Error {
  if (error instanceof openid.AuthorizationResponseError) {
    return error.error === 'access_denied'
      ? new SignInCancelledError('The sign-in was given up at the provider.')
      : new InvalidTokenError(`The provider did not sign in (${error.code}).`, { cause: error });
  }
  // The code was used before, or is of somebody else.
  if (error instanceof openid.ResponseBodyError && error.status < 500) {
    return new InvalidTokenError('The provider does not take the code.', { cause: error });
  }
  if (error instanceof openid.ClientError && !UNAVAILABLE.has(error.code ?? '')) {
    return new InvalidTokenError('The answer of the provider is not as it should be.', { cause: error });
  }
  return new ProviderUnavailableError(error);
}

/** Of `ClientError`: nothing came, or what is no answer of a provider. */
const UNAVAILABLE: ReadonlySet<string> = new Set(['OAUTH_TIMEOUT', 'OAUTH_ABORT', 'OAUTH_RESPONSE_IS_NOT_CONFORM']);

/** Somebody changed their mind at the provider, or may not use the hub. */
export class SignInCancelledError extends Error {
  override readonly name = 'SignInCancelledError';
}
