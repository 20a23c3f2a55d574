import type { HubConnection } from './readHubConnection';

/** By what a city knows the hub. */
export type Trust =
  | {
      readonly kind: 'signed';
      /** Where the hub's public keys are: the `http(s)` URL of a JWK Set, or the path of a file that holds one. */
      readonly jwks: string;
      /** `iss` of the hub's tokens. */
      readonly issuer: string;
      /** How their address is reached, where that is not as any other. */
      readonly connection?: HubConnection;
      /** Whether calls are taken alone whose token is bound to their body, and each of them once. */
      readonly requiresBinding?: boolean;
    }
  /** Whoever reaches the port is answered, as an anonymous viewer. For development alone. */
  | { readonly kind: 'unsigned' };
