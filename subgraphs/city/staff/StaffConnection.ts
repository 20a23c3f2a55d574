import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Staff } from './Staff';
import { StaffEdge } from './StaffEdge';

@ObjectType({ description: 'A page of staff.' })
export class StaffConnection extends ConnectionOf(Staff, StaffEdge) {}
