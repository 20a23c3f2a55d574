import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Exchange } from './Exchange';

@ObjectType({ description: 'An exchange on a page.' })
export class ExchangeEdge extends EdgeOf(Exchange) {}
