// Decorators write metadata while the classes below are loaded.
import 'reflect-metadata';
import type { GraphQLSchema } from 'graphql';
import { buildSchema } from 'type-graphql';
import { CityResolver } from '../answer/CityResolver';
import { ExchangeResolver } from '../answer/ExchangeResolver';
import { ExperienceResolver } from '../answer/ExperienceResolver';
import { NeedResolver } from '../answer/NeedResolver';
import { OfferResolver } from '../answer/OfferResolver';
import { ProgrammeResolver } from '../answer/ProgrammeResolver';
import { StaffResolver } from '../answer/StaffResolver';
import { TopicMappingResolver, TopicResolver } from '../answer/TopicResolver';
import { ChangesResolver } from '../changes/ChangesResolver';
import { AdaptationsResolver } from '../hits/AdaptationsResolver';
import { hitResolvers, HitsResolver } from '../hits/HitsResolver';
import { SummaryResolver } from '../hits/SummaryResolver';
import { City } from '../record/City';
import { Node } from '../record/Node';
import { nodeKinds } from '../record/nodeKinds';

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
      ...hitResolvers,
      AdaptationsResolver,
      ChangesResolver,
    ],
    // Reached by reference only, never from Query.
    orphanedTypes: [Node, City, ...nodeKinds.map(({ entity }) => entity)],
    // The few rules for arguments are checked where they are used, with errors that clients understand.
    validate: false,
  });
  return schema;
}
