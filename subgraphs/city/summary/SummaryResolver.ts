import { Ctx, Directive, Query, Resolver } from 'type-graphql';
import type { CityContext } from '../context';
import { Summary } from './Summary';
import { readSummary } from './readSummary';

@Resolver()
export class SummaryResolver {
  @Directive('@inaccessible')
  @Query(() => Summary, { description: 'What this city can match, in counts.' })
  summary(@Ctx() { dataSource }: CityContext): Promise<Summary> {
    return readSummary(dataSource);
  }
}
