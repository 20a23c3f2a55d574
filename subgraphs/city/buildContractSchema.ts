// Decorators write metadata while the classes below are loaded.
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { City } from './city/City';
import { CityResolver } from './city/CityResolver';
import { Exchange } from './exchange/Exchange';
import { ExchangeResolver } from './exchange/ExchangeResolver';
import { ExperienceResolver } from './experience/ExperienceResolver';
import { HitsResolver } from './hits/HitsResolver';
import { Need } from './need/Need';
import { NeedResolver } from './need/NeedResolver';
import { Node } from './node/Node';
import { Offer } from './offer/Offer';
import { OfferResolver } from './offer/OfferResolver';
import { Programme } from './programme/Programme';
import { ProgrammeResolver } from './programme/ProgrammeResolver';
import { Staff } from './staff/Staff';
import { StaffResolver } from './staff/StaffResolver';
import { SummaryResolver } from './summary/SummaryResolver';
import { Topic } from './topic/Topic';
import { TopicMappingResolver } from './topic/TopicMappingResolver';
import { TopicResolver } from './topic/TopicResolver';

let schema: Promise<GraphQLSchema> | undefined;

/** The contract as the classes state it, with its resolvers but without Federation's fields. The same for every city. */
export function buildContractSchema(): Promise<GraphQLSchema> {
  schema ??= buildSchema({
    resolvers: [
      CityResolver,
      StaffResolver,
      ExperienceResolver,
      ProgrammeResolver,
      ExchangeResolver,
      TopicResolver,
      TopicMappingResolver,
      NeedResolver,
      OfferResolver,
      SummaryResolver,
      HitsResolver,
    ],
    // Reached by reference only, never from Query.
    orphanedTypes: [Node, City, Staff, Programme, Exchange, Topic, Need, Offer],
    // The few rules for arguments are checked where they are used, with errors that clients understand.
    validate: false,
  });
  return schema;
}
