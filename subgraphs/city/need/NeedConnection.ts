import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Need } from './Need';
import { NeedEdge } from './NeedEdge';

@ObjectType({ description: 'A page of needs.' })
export class NeedConnection extends ConnectionOf(Need, NeedEdge) {}
