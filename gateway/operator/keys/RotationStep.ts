import type { PrivateJwk } from '../../../subgraphs/serving/tokens/SigningKeys';

/** As a file holds them: the first signs. */
export type KeysOfFile = readonly [PrivateJwk, ...PrivateJwk[]];

/** What a step of a rotation makes of the keys. */
export type RotationStep = { readonly keys: KeysOfFile } & (
  | {
      /** A new key is published, and does not sign yet. */
      readonly kind: 'published';
      readonly newKid: string;
      readonly signsFrom: Date;
    }
  | {
      /** The new key signs, and the old one is still published. */
      readonly kind: 'signs';
      readonly newKid: string;
      readonly oldKid: string;
      readonly removedFrom: Date;
    }
  | {
      /** What has signed is gone. */
      readonly kind: 'removed';
      readonly oldKids: readonly string[];
    }
  | {
      /** A new key has taken the place of all others, without regard to what cities know. */
      readonly kind: 'replaced';
      readonly newKid: string;
    }
);
