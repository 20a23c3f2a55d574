import { confirmations } from './confirmations';
import { documents } from './documents';
import { exchanges } from './exchanges';
import { experiences } from './experiences';
import { funding } from './funding';
import { lessons } from './lessons';
import { needs } from './needs';
import { offers } from './offers';
import { partners } from './partners';
import { programmes } from './programmes';
import { results } from './results';
import { staff } from './staff';
import { texts } from './texts';
import { topics } from './topics';

/** All kinds of records that an import can have, in the order in which they are told of. */
export const kinds = [
  topics,
  staff,
  programmes,
  experiences,
  exchanges,
  partners,
  documents,
  funding,
  results,
  lessons,
  needs,
  offers,
  texts,
  confirmations,
] as const;

export type KindName = (typeof kinds)[number]['name'];
