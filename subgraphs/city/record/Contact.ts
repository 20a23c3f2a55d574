import { Field, ObjectType } from 'type-graphql';
import { instantiate } from './instantiate';

@ObjectType({ description: 'Official ways to get in touch.' })
export class Contact {
  @Field(() => String, {
    nullable: true,
    description: 'The post or office to ask for. Null where the record is of the person, post or unit itself.',
  })
  readonly post!: string | null;

  @Field(() => String, { nullable: true, description: 'E-mail address.' })
  readonly email!: string | null;

  @Field(() => String, { nullable: true, description: 'Telephone number, in international form where known.' })
  readonly phone!: string | null;

  @Field(() => String, { nullable: true, description: 'A web page with more.' })
  readonly url!: string | null;
}

/** Null when there is no way to get in touch. */
export function contactOf(ways: Pick<Contact, keyof Contact>): Contact | null {
  return Object.values(ways).every((way) => way === null) ? null : instantiate(Contact, ways);
}
