import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';

/** The city as the network knows it; its name and its place are the directory's. */
@Directive('@key(fields: "id")')
@ObjectType({ description: 'A participating municipality.' })
export class City {
  @Field(() => ID, { description: "The city's slug, such as `gera`." })
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }
}

/** Whose data this database holds. One row, or none before the first import. */
@Entity('city')
export class CityRecord {
  @PrimaryColumn('text')
  readonly id!: string;

  @Column('text')
  readonly name!: string;

  /** BCP 47 tag of the language in which labels are given when no other is asked for. */
  @Column('text')
  readonly language!: string;

  @Column('text', { name: 'import_digest' })
  readonly importDigest!: string;

  @Column('timestamptz', { name: 'imported_at' })
  readonly importedAt!: Date;
}
