import { documents } from './documents';
import { exchanges } from './exchanges';
import { experiences } from './experiences';
import { needs } from './needs';
import { offers } from './offers';
import { partners } from './partners';
import { programmes } from './programmes';
import { staff } from './staff';
import { topics } from './topics';

/** All kinds of records that an import can have, in the order in which they are told of. */
export const kinds = [topics, staff, programmes, experiences, exchanges, partners, documents, needs, offers] as const;

export type KindName = (typeof kinds)[number]['name'];
