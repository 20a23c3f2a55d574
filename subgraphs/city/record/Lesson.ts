import { Field, ObjectType, registerEnumType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

enum LessonKind {
  WORKED = 'WORKED',
  DID_NOT_WORK = 'DID_NOT_WORK',
  CONDITION = 'CONDITION',
}

registerEnumType(LessonKind, {
  name: 'LessonKind',
  description: 'What a lesson says.',
  valuesConfig: {
    WORKED: { description: 'Something that worked, and that others can do too.' },
    DID_NOT_WORK: { description: 'Something that was tried and did not work: as useful to others as what did.' },
    CONDITION: { description: 'What has to be there for it to work.' },
  },
});

/** Part of its programme, and as visible. */
@ObjectType({ description: 'What a city learnt from a programme, for others who want to do the like.' })
@Entity('programme_lesson')
export class Lesson {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;

  /** The place in the programme's list, counted from 1. */
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Field(() => LessonKind, { description: 'Whether it worked, did not work, or is a condition.' })
  @Column('text')
  readonly kind!: LessonKind;

  @Field(() => String, { description: 'The lesson, in words.' })
  @Column('text')
  readonly text!: string;
}
