import { Field, ID, InterfaceType } from 'type-graphql';
import type { OwnedType } from '../../contract/ids';
import type { SeenBy } from './visibility';

@InterfaceType({
  description: 'An object with a globally unique id, after the GraphQL Global Object Identification specification.',
})
export abstract class Node {
  @Field(() => ID, {
    description: "Globally unique id: `<city>:<type>:<local>`, a city's slug, `concept:<slug>` or `alliance:<slug>`.",
  })
  readonly id!: string;
}

/**
 * A kind of record that the network knows by a global id: how it is found, and how it is listed. Each noun declares its
 * own, and `nodeKinds` has all of them.
 */
export interface NodeKind<Item extends Keyed = Keyed> {
  /** The middle of its ids, and the name of its table. */
  readonly type: OwnedType;
  readonly entity: new () => Item;
  /** Who may see one. */
  readonly seenBy: SeenBy;
  /** The column by which lists of it are sorted, before the key; a text in byte order. */
  readonly sort: string;
  /** Set for the greatest sort value first. The key always ascends. */
  readonly descending?: boolean;
  /** Set where it can stand for a person: the disclosure log is told whom a small count counts. */
  readonly personal?: boolean;
}

/** What has a key of its own in the city's database. */
export interface Keyed {
  readonly key: string;
}
