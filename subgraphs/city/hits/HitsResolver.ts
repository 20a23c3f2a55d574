import type { GraphQLResolveInfo } from 'graphql';
import { Arg, Args, Ctx, Directive, Info, Query, Resolver } from 'type-graphql';
import type { CityContext } from '../answer/context';
import { exchange } from '../record/Exchange';
import { need } from '../record/Need';
import { offer } from '../record/Offer';
import { programme } from '../record/Programme';
import { staff } from '../record/Staff';
import { ExchangeHit, ExchangeHitFilter, ExchangeHits, findExchangeHits } from './exchangeHits';
import { selectedFacets } from './facets';
import { findNeedHits, NeedHit, NeedHitFilter, NeedHits } from './needHits';
import { findOfferHits, OfferHit, OfferHitFilter, OfferHits } from './offerHits';
import { findProgrammeHits, ProgrammeHit, ProgrammeHitFilter, ProgrammeHits } from './programmeHits';
import { HitArguments, parseQuestion } from './question';
import { recordsOfHits } from './recordsWithHits';
import { findStaffHits, StaffHit, StaffHitFilter, StaffHits } from './staffHits';

@Resolver()
export class HitsResolver {
  @Directive('@inaccessible')
  @Query(() => StaffHits, {
    description: 'Staff whose experience matches the question, best first unless another order is asked for.',
  })
  async staffHits(
    @Arg('filter', () => StaffHitFilter, { nullable: true, description: 'Which staff to search.' })
    filter: StaffHitFilter | null,
    @Args(() => HitArguments) args: HitArguments,
    @Ctx() context: CityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<StaffHits> {
    return findStaffHits(context, parseQuestion(args), filter, selectedFacets(info));
  }

  @Directive('@inaccessible')
  @Query(() => ProgrammeHits, {
    description: 'Programmes that match the question, best first unless another order is asked for.',
  })
  async programmeHits(
    @Arg('filter', () => ProgrammeHitFilter, { nullable: true, description: 'Which programmes to search.' })
    filter: ProgrammeHitFilter | null,
    @Args(() => HitArguments) args: HitArguments,
    @Ctx() context: CityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ProgrammeHits> {
    return findProgrammeHits(context, parseQuestion(args), filter, selectedFacets(info));
  }

  @Directive('@inaccessible')
  @Query(() => ExchangeHits, {
    description: 'Exchanges that match the question, best first unless another order is asked for.',
  })
  async exchangeHits(
    @Arg('filter', () => ExchangeHitFilter, { nullable: true, description: 'Which exchanges to search.' })
    filter: ExchangeHitFilter | null,
    @Args(() => HitArguments) args: HitArguments,
    @Ctx() context: CityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<ExchangeHits> {
    return findExchangeHits(context, parseQuestion(args), filter, selectedFacets(info));
  }

  @Directive('@inaccessible')
  @Query(() => OfferHits, {
    description: 'Offers that match the question, best first unless another order is asked for.',
  })
  async offerHits(
    @Arg('filter', () => OfferHitFilter, { nullable: true, description: 'Which offers to search.' })
    filter: OfferHitFilter | null,
    @Args(() => HitArguments) args: HitArguments,
    @Ctx() context: CityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<OfferHits> {
    return findOfferHits(context, parseQuestion(args), filter, selectedFacets(info));
  }

  @Directive('@inaccessible')
  @Query(() => NeedHits, {
    nullable: true,
    description:
      'Needs that match the question, best first unless another order is asked for. Null from a city that cannot say it yet.',
  })
  async needHits(
    @Arg('filter', () => NeedHitFilter, { nullable: true, description: 'Which needs to search.' })
    filter: NeedHitFilter | null,
    @Args(() => HitArguments) args: HitArguments,
    @Ctx() context: CityContext,
    @Info() info: GraphQLResolveInfo,
  ): Promise<NeedHits> {
    return findNeedHits(context, parseQuestion(args), filter, selectedFacets(info));
  }
}

/** What leads from hits to records, for each kind of them. */
export const hitResolvers = [
  recordsOfHits(StaffHit, staff),
  recordsOfHits(ProgrammeHit, programme),
  recordsOfHits(ExchangeHit, exchange),
  recordsOfHits(OfferHit, offer),
  recordsOfHits(NeedHit, need),
] as const;
