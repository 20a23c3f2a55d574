import { Field, ObjectType } from 'type-graphql';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { instantiate } from './instantiate';
import { chooseLanguage } from './languages';
import type { TitledRecord } from './TitledRecord';

@ObjectType({ description: 'Title and summary of a record, in one language.' })
export class Text {
  @Field(() => String, {
    nullable: true,
    description: 'The language, a BCP 47 tag such as `de`; not always the one that was asked for. Null when not known.',
  })
  readonly lang!: string | null;

  @Field(() => String, { description: 'The title.' })
  readonly title!: string;

  @Field(() => String, { nullable: true, description: 'The summary. Null when there is none in this language.' })
  readonly summary!: string | null;
}

/** Title and summary of a record in a language that is not its own. Part of its record, and as visible. */
export abstract class Translation {
  @PrimaryColumn('integer')
  readonly ordinal!: number;

  @Column('text')
  readonly language!: string;

  @Column('text')
  readonly title!: string;

  @Column('text', { nullable: true })
  readonly summary!: string | null;
}

@Entity('programme_translation')
export class ProgrammeTranslation extends Translation {
  @PrimaryColumn('text', { name: 'programme_key' })
  readonly ownerKey!: string;
}

@Entity('exchange_translation')
export class ExchangeTranslation extends Translation {
  @PrimaryColumn('text', { name: 'exchange_key' })
  readonly ownerKey!: string;
}

@Entity('offer_translation')
export class OfferTranslation extends Translation {
  @PrimaryColumn('text', { name: 'offer_key' })
  readonly ownerKey!: string;
}

@Entity('need_translation')
export class NeedTranslation extends Translation {
  @PrimaryColumn('text', { name: 'need_key' })
  readonly ownerKey!: string;
}

/**
 * What a record says in the language asked for, or in a less specific form of it (RFC 4647 lookup); else in its own.
 *
 * @param asked null for its own
 */
export function textIn(record: TitledRecord, translations: readonly Translation[], asked: string | null): Text {
  const { lang, title, summary } = record;
  const tags = translations.map(({ language }) => language);
  const chosen = chooseLanguage(lang === null ? tags : [lang, ...tags], asked, lang);
  const translation = chosen === lang ? undefined : translations.find(({ language }) => language === chosen);
  return instantiate(
    Text,
    asked === null || translation === undefined
      ? { lang, title, summary }
      : { lang: translation.language, title: translation.title, summary: translation.summary },
  );
}
