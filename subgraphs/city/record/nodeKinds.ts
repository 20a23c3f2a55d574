import { exchange } from './Exchange';
import { need } from './Need';
import type { NodeKind } from './Node';
import { offer } from './Offer';
import { programme } from './Programme';
import { staff } from './Staff';
import { topic } from './Topic';

/**
 * All kinds of records that have a global id. From this list follow the references of Federation, the entities of the
 * database and the types of the schema.
 */
export const nodeKinds = [staff, programme, exchange, topic, need, offer] as const satisfies readonly NodeKind[];
