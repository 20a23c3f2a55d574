import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Programme } from './Programme';

@ObjectType({ description: 'A programme on a page.' })
export class ProgrammeEdge extends EdgeOf(Programme) {}
