import { Field, ObjectType } from 'type-graphql';

/** Kept as an element of a jsonb array in the column `additional`. */
@ObjectType({ description: 'A field that a city publishes beyond the contract.' })
export class Attribute {
  @Field(() => String, { description: "Machine-readable name, the same in all of the city's records." })
  readonly name!: string;

  @Field(() => String, { description: 'The name as a person reads it.' })
  readonly label!: string;

  @Field(() => String, { description: 'The value.' })
  readonly value!: string;
}

/** What a city publishes beyond the contract, by name; the label is the name as a person would write it. */
export function toAttributes(values: Readonly<Record<string, string>>): Pick<Attribute, keyof Attribute>[] {
  return Object.entries(values).map(([name, value]) => ({ name, label: labelOf(name), value }));
}

/** `opening_hours` becomes `Opening hours`. */
function labelOf(name: string): string {
  const spaced = name.replace(/[_-]+/g, ' ').trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
