import { ObjectType } from 'type-graphql';
import { ConnectionOf } from '../connection/ConnectionOf';
import { Topic } from './Topic';
import { TopicEdge } from './TopicEdge';

@ObjectType({ description: 'A page of topics.' })
export class TopicConnection extends ConnectionOf(Topic, TopicEdge) {}
