import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { demoUsers } from './DemoUser';
import type { DemoUser } from './DemoUser';
import { isLoopback } from '../../subgraphs/serving/isLoopback';

/** The pages of the demo's hub, wherever on this machine they are. */
export const DEMO_CLIENT = 'hanse-pages';

const authorizationRequest = z.object({
  client_id: z.literal(DEMO_CLIENT),
  response_type: z.literal('code'),
  redirect_uri: z.string().refine(isOnThisMachine, 'is not on this machine'),
  scope: z.string(),
  state: z.string(),
  nonce: z.string(),
  code_challenge: z.string(),
  code_challenge_method: z.literal('S256'),
});
export type AuthorizationRequest = z.infer<typeof authorizationRequest>;

const codeRequest = z.object({
  grant_type: z.literal('authorization_code'),
  code: z.string(),
  redirect_uri: z.string(),
  code_verifier: z.string(),
});

/** What a code stands for, until it is used. */
interface Granted extends AuthorizationRequest {
  readonly user: DemoUser;
  readonly endsAt: number;
}

const LIFE_MS = 60_000;

/** The codes of the demo's issuer (RFC 6749, section 4.1, and RFC 7636): each is used once, by whoever asked for it. */
export class DemoCodes {
  readonly #granted = new Map<string, Granted>();

  /** The request of a hub's page for a code. Undefined for any other. */
  static read(query: unknown): AuthorizationRequest | undefined {
    return authorizationRequest.safeParse(query).data;
  }

  /** Where a user is sent back to, with a code. Undefined where there is no such user. */
  grant(request: AuthorizationRequest, userId: string): string | undefined {
    const user = demoUsers.find(({ id }) => id === userId);
    if (user === undefined) return undefined;
    const code = randomBytes(24).toString('base64url');
    this.#granted.set(code, { ...request, user, endsAt: Date.now() + LIFE_MS });
    const address = new URL(request.redirect_uri);
    address.search = new URLSearchParams({ code, state: request.state }).toString();
    return address.href;
  }

  /** For whom a code was made, and with which nonce. Undefined for one that is not good, or not any more. */
  use(body: unknown): Pick<Granted, 'user' | 'nonce'> | undefined {
    const { data } = codeRequest.safeParse(body);
    const granted = data && this.#granted.get(data.code);
    if (data === undefined || granted === undefined) return undefined;
    this.#granted.delete(data.code);
    const challenge = createHash('sha256').update(data.code_verifier).digest('base64url');
    const isGood =
      granted.endsAt > Date.now() && granted.redirect_uri === data.redirect_uri && granted.code_challenge === challenge;
    return isGood ? granted : undefined;
  }
}

/** Whether an address is on this machine: the demo sends nobody elsewhere. */
export function isOnThisMachine(address: string): boolean {
  return URL.canParse(address) && isLoopback(new URL(address).hostname);
}
