import { Arg, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import { Contact, contactOf } from '../record/Contact';
import { DateTime } from '../record/dates';
import type { TitledRecord } from '../record/TitledRecord';
import { Text, textIn } from '../record/Translation';
import type { Translation } from '../record/Translation';
import type { CityContext } from './context';
import type { Part } from './recordLoaders';

/**
 * The fields that all titled records have, to be extended by the resolver of each.
 *
 * @param Record the class of the records
 * @param Translations the class of what they say in other languages
 */
export function titledResolver<Item extends TitledRecord>(
  Record: new () => Item,
  Translations: new () => Translation & Part,
) {
  @Resolver(() => Record)
  abstract class TitledResolver {
    @FieldResolver(() => String, {
      nullable: true,
      description:
        "The language of the record's texts, a BCP 47 tag such as `de`: the city's own where the record says nothing else.",
    })
    lang(@Root() record: TitledRecord): string | null {
      return record.lang;
    }

    @FieldResolver(() => Text, {
      nullable: true,
      description:
        'Title and summary in the language asked for, where the city has it; else in its own, and `lang` says which.',
    })
    async text(
      @Root() record: TitledRecord,
      @Arg('lang', () => String, {
        nullable: true,
        description:
          "Preferred language, a BCP 47 tag such as `de`. Without it, or where that language is missing, the record's own.",
      })
      lang: string | null | undefined,
      @Ctx() { loaders }: CityContext,
    ): Promise<Text> {
      return textIn(record, await loaders.parts(Translations).load(record.key), lang ?? null);
    }

    @FieldResolver(() => Contact, {
      nullable: true,
      description: 'The post or office to ask about it. Null when the city names none.',
    })
    contact(@Root() record: TitledRecord): Contact | null {
      const { contactPost: post, contactEmail: email, contactPhone: phone, contactUrl: url } = record;
      return contactOf({ post, email, phone, url });
    }

    @FieldResolver(() => DateTime, {
      nullable: true,
      description:
        'When this state of the record was first there to be read. Null when the city does not know. `updatedAt` is what its source says.',
    })
    publishedAt(@Root() record: TitledRecord): Date | null {
      return record.publishedAt;
    }
  }
  return TitledResolver;
}
