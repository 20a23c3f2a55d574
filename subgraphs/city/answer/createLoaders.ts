import type DataLoader from 'dataloader';
import type { DataSource } from 'typeorm';
import type { Visibility } from '../../contract/enums';
import { RecordTable } from '../database/RecordTable';
import { Document } from '../record/Document';
import { Exchange, exchangeConditions } from '../record/Exchange';
import { Need, needConditions } from '../record/Need';
import { Offer, offerConditions } from '../record/Offer';
import { ExchangePartner, ProgrammePartner } from '../record/Partner';
import { Programme, programmeConditions } from '../record/Programme';
import { Staff, staffConditions } from '../record/Staff';
import { byUse, Topic, topicConditions } from '../record/Topic';
import { cityLists } from './CityResolver';
import { createExperienceLoader } from './ExperienceResolver';
import { createFilteredLists, createListLoaders } from './listLoaders';
import type { Conditions, KeysetList } from './listLoaders';
import { createLinkedLoader, createPartLoader, createRecordLoader, VisibleRows } from './recordLoaders';
import type { Link } from './recordLoaders';
import { createMappingLoader, topicLists } from './TopicResolver';

const toTopic = { item: 'topic_key', itemSort: 'key' } as const;
const toProgramme = { item: 'programme_key', itemSort: 'sort_title' } as const;
const toStaff = { item: 'staff_key', itemSort: 'sort_name' } as const;

/**
 * Every way from one record to others. Made anew for each request, since they cache what this viewer may see: a relation
 * costs one statement, however many rows ask for it; a page of a list costs two.
 *
 * @param named up to how many of the city's staff a count tells their keys, too
 */
export function createLoaders(dataSource: DataSource, sections: readonly Visibility[], named: number) {
  const seen = new VisibleRows(sections);
  /** Topics that a record names are seen by whoever sees the record. */
  const all = new VisibleRows(null);
  const recordsOf = <Item extends { readonly key: string }>(entity: new () => Item, visible = seen) =>
    createRecordLoader(dataSource, RecordTable.of(dataSource, entity), visible);

  const staff = recordsOf(Staff);
  const programmes = recordsOf(Programme);
  const topics = recordsOf(Topic, new VisibleRows(sections, byUse));
  const exchanges = recordsOf(Exchange);
  const needs = recordsOf(Need);
  const offers = recordsOf(Offer);

  const linkedTopics = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(dataSource, { ...link, ...toTopic }, RecordTable.of(dataSource, Topic), all, topics);
  const linkedProgrammes = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(
      dataSource,
      { ...link, ...toProgramme },
      RecordTable.of(dataSource, Programme),
      seen,
      programmes,
    );
  const linkedStaff = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(dataSource, { ...link, ...toStaff }, RecordTable.of(dataSource, Staff), seen, staff);

  /** The list of these records that a filter leaves. */
  const listOf =
    <Item>(list: KeysetList, records: DataLoader<string, Item | null>, keys = 0) =>
    (filter?: Conditions) =>
      createListLoaders(dataSource, list, records, sections, { filter, named: keys });

  return {
    staff,
    programmes,
    topics,
    exchanges,
    needs,
    offers,

    experiencesOfStaff: createExperienceLoader(dataSource, sections),
    programmesOfStaff: linkedProgrammes({ table: 'programme_staff', owner: 'staff_key' }),

    topicsOfProgramme: linkedTopics({ table: 'programme_topic', owner: 'programme_key' }),
    staffOfProgramme: linkedStaff({ table: 'programme_staff', owner: 'programme_key' }),
    partnersOfProgramme: createPartLoader(dataSource, ProgrammePartner),
    documentsOfProgramme: createPartLoader(dataSource, Document),

    topicsOfExchange: linkedTopics({ table: 'exchange_topic', owner: 'exchange_key' }),
    programmesOfExchange: linkedProgrammes({ table: 'exchange_programme', owner: 'exchange_key' }),
    partnersOfExchange: createPartLoader(dataSource, ExchangePartner),

    topicsOfNeed: linkedTopics({ table: 'need_topic', owner: 'need_key' }),
    topicsOfOffer: linkedTopics({ table: 'offer_topic', owner: 'offer_key' }),

    mappingsOfTopic: createMappingLoader(dataSource),
    staffOfTopic: listOf(topicLists.staff, staff, named)(),
    programmesOfTopic: listOf(topicLists.programmes, programmes)(),

    staffOfCity: createFilteredLists(staffConditions, listOf(cityLists.staff, staff, named)),
    programmesOfCity: createFilteredLists(programmeConditions, listOf(cityLists.programmes, programmes)),
    topicsOfCity: createFilteredLists(topicConditions, listOf(cityLists.topics, topics)),
    exchangesOfCity: createFilteredLists(exchangeConditions, listOf(cityLists.exchanges, exchanges)),
    needsOfCity: createFilteredLists(needConditions, listOf(cityLists.needs, needs)),
    offersOfCity: createFilteredLists(offerConditions, listOf(cityLists.offers, offers)),
  };
}
