import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Staff } from './Staff';

@ObjectType({ description: 'A staff record on a page.' })
export class StaffEdge extends EdgeOf(Staff) {}
