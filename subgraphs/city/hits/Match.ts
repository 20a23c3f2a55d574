import { Field, ID, Int, ObjectType } from 'type-graphql';
import { MAX_LINE } from '../../contract/bounds';
import { DateTime } from '../record/dates';
import { MappingKind } from '../record/Topic';

/** How titles are folded, for whoever serves the contract (`foldTitle`). */
const FOLDED = `In this order: taken apart by compatibility (Unicode NFKD), without marks and invisible characters (categories M and Cf); in lower case, whatever the language, and once more so; ß as ss, æ as ae, œ as oe, ø as o, đ and ð as d, þ as th, ł as l, ı as i, ς as σ; all between letters and digits (categories L and N) as one space, and none at the ends; cut to ${MAX_LINE} characters, without a space at the end.`;

/** How a record matched: what the hits among all kinds of records share. */
@ObjectType()
export abstract class Match {
  /** Where it stands in its answer, from 0 on. */
  readonly place!: number;

  @Field(() => Int, { description: 'The score, 0 to 1000, which follows from the other fields.' })
  readonly score!: number;

  @Field(() => ID, {
    nullable: true,
    description: 'The concept matched, of those asked for. Null when matched by text alone.',
  })
  readonly concept!: string | null;

  @Field(() => MappingKind, { nullable: true, description: 'How the topic maps to that concept.' })
  readonly mapping!: MappingKind | null;

  @Field(() => Int, {
    nullable: true,
    description: 'How well the text matched, 1 to 600. Null when matched by concept.',
  })
  readonly text!: number | null;

  @Field(() => [Int], {
    nullable: true,
    description:
      'What makes its tier: the numbers of the `aspects` that it has, from 0 on, and behind these those of the `lift` words in it, ascending. Null where neither was asked for, and from a city that cannot say it yet.',
  })
  readonly matched!: readonly number[] | null;

  @Field(() => DateTime, {
    nullable: true,
    description:
      'With `order: NEWEST`, by which it stands: the `updatedAt` of its record, in whole milliseconds. Else null.',
  })
  readonly updatedAt!: Date | null;

  @Field(() => String, {
    nullable: true,
    description: `With \`order: TITLE\`, by which it stands: the title of its record, of staff the name, folded. ${FOLDED} Else null.`,
  })
  readonly sortTitle!: string | null;
}
