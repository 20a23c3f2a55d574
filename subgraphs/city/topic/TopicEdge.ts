import { ObjectType } from 'type-graphql';
import { EdgeOf } from '../connection/EdgeOf';
import { Topic } from './Topic';

@ObjectType({ description: 'A topic on a page.' })
export class TopicEdge extends EdgeOf(Topic) {}
