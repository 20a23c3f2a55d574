import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Exchange } from './Exchange';
import { ExchangeEdge } from './ExchangeEdge';

@ObjectType({ description: 'A page of exchanges.' })
export class ExchangeConnection extends ConnectionOf(Exchange, ExchangeEdge) {}
