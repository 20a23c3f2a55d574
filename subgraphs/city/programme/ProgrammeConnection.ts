import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Programme } from './Programme';
import { ProgrammeEdge } from './ProgrammeEdge';

@ObjectType({ description: 'A page of programmes.' })
export class ProgrammeConnection extends ConnectionOf(Programme, ProgrammeEdge) {}
