import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Offer } from './Offer';
import { OfferEdge } from './OfferEdge';

@ObjectType({ description: 'A page of offers.' })
export class OfferConnection extends ConnectionOf(Offer, OfferEdge) {}
