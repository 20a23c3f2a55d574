/** As whom a city is asked: a stranger, or a signed-in member of the network. */
export type Viewer = 'anonymous' | 'member';
