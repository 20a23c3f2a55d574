/**
 * Who may see a record: everybody, signed-in members of the network, or nobody outside the city.
 * INTERNAL is in no viewer's sections: such a record never leaves and is never counted.
 */
export type Visibility = 'PUBLIC' | 'NETWORK' | 'INTERNAL';
