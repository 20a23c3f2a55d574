import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Offer } from './Offer';

@ObjectType({ description: 'An offer on a page.' })
export class OfferEdge extends EdgeOf(Offer) {}
