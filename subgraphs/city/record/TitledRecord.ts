import { Column, PrimaryColumn, VirtualColumn } from 'typeorm';
import type { Visibility } from '../../contract/enums';

/** The columns that programmes, exchanges, offers and needs share. */
export abstract class TitledRecord {
  @PrimaryColumn('text')
  readonly key!: string;

  abstract readonly title: string;
  abstract readonly summary: string | null;

  @Column('text')
  readonly visibility!: Visibility;

  @Column('text', { nullable: true })
  readonly language!: string | null;

  /** BCP 47 tag of the city's language, read beside the record. */
  @VirtualColumn({ type: 'text', query: () => 'SELECT language FROM city' })
  readonly cityLanguage!: string | null;

  @Column('text', { name: 'contact_post', nullable: true })
  readonly contactPost!: string | null;

  @Column('text', { name: 'contact_email', nullable: true })
  readonly contactEmail!: string | null;

  @Column('text', { name: 'contact_phone', nullable: true })
  readonly contactPhone!: string | null;

  @Column('text', { name: 'contact_url', nullable: true })
  readonly contactUrl!: string | null;

  /** Stamped by the import that made this state of the record readable. */
  @Column('timestamptz', { name: 'published_at', nullable: true })
  readonly publishedAt!: Date | null;

  /** BCP 47 tag of the language of the record's texts. */
  get lang(): string | null {
    return this.language ?? this.cityLanguage;
  }
}
