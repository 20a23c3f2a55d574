import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Need } from './Need';

@ObjectType({ description: 'A need on a page.' })
export class NeedEdge extends EdgeOf(Need) {}
