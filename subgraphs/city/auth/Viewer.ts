/** For whom the hub asks, as its signature vouches. */
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
