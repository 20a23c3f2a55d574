import { Arg, Ctx, Directive, Field, ID, Int, ObjectType, Query, Resolver } from 'type-graphql';
import { MAX_PAGE, MAX_REFERENCES } from '../../contract/bounds';
import { globalId } from '../../contract/ids';
import type { CityContext } from '../answer/context';
import { BadUserInputError } from '../errors';
import { instantiate } from '../record/instantiate';

@Directive('@inaccessible')
@ObjectType({ description: 'A programme of a city that was made after one of another city.' })
class Adaptation {
  @Field(() => ID, { description: '`<city>:programme:<local>`, of this city.' })
  readonly id!: string;

  @Field(() => ID, { description: 'The programme that was asked about.' })
  readonly adaptedFrom!: string;
}

@Resolver()
export class AdaptationsResolver {
  @Directive('@inaccessible')
  @Query(() => [Adaptation], {
    nullable: true,
    description:
      "This city's programmes that were made after some of other cities, as far as the viewer may see them: by the programme that was asked about, then by id. Null from a city that cannot say it yet.",
  })
  async adaptations(
    @Arg('of', () => [ID], {
      description: `Programmes of other cities, \`<city>:programme:<local>\`, ${MAX_REFERENCES} at most.`,
    })
    of: string[],
    @Arg('first', () => Int, { description: `How many for each of them, 1 to ${MAX_PAGE}.` })
    first: number,
    @Ctx() { cityId, dataSource, sections }: CityContext,
  ): Promise<Adaptation[]> {
    if (of.length > MAX_REFERENCES) {
      throw new BadUserInputError('of', `of must have at most ${MAX_REFERENCES} ids, but got ${of.length}.`);
    }
    if (first < 1 || first > MAX_PAGE) {
      throw new BadUserInputError('first', `first must be from 1 to ${MAX_PAGE}, but got ${first}.`);
    }
    const rows = await dataSource.query<{ readonly key: string; readonly adapted_from: string }[]>(
      `SELECT programme.key, asked.id AS adapted_from
       FROM (SELECT DISTINCT unnest($1::text[]) AS id) AS asked
       CROSS JOIN LATERAL (
         SELECT key FROM programme WHERE adapted_from = asked.id AND visibility = ANY ($2)
         ORDER BY key COLLATE "C" LIMIT $3
       ) AS programme
       ORDER BY asked.id COLLATE "C", programme.key COLLATE "C"`,
      [of, sections, first],
    );
    return rows.map(({ key, adapted_from: adaptedFrom }) =>
      instantiate(Adaptation, { id: globalId(cityId, 'programme', key), adaptedFrom }),
    );
  }
}
