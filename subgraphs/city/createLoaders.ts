import type { DataSource } from 'typeorm';
import { cityLists } from './city/cityLists';
import { createLanguageLoader } from './city/createLanguageLoader';
import { createListLoaders } from './connection/createListLoaders';
import { createLinkedLoader } from './database/createLinkedLoader';
import type { Link } from './database/createLinkedLoader';
import { createRecordLoader } from './database/createRecordLoader';
import { Exchange } from './exchange/Exchange';
import { ExchangePartner } from './exchange/ExchangePartner';
import { createExperienceLoader } from './experience/createExperienceLoader';
import { Need } from './need/Need';
import { Offer } from './offer/Offer';
import { createPartnerLoader } from './partner/createPartnerLoader';
import { Programme } from './programme/Programme';
import { ProgrammePartner } from './programme/ProgrammePartner';
import { Staff } from './staff/Staff';
import { Topic } from './topic/Topic';
import { createMappingLoader } from './topic/createMappingLoader';
import { topicLists } from './topic/topicLists';
import type { Visibility } from './visibility/Visibility';

const toTopic = { item: 'topic_key', itemTable: 'topic', itemSort: 'key' } as const;
const toProgramme = {
  item: 'programme_key',
  itemTable: 'programme',
  itemSort: 'sort_title',
} as const;
const toStaff = { item: 'staff_key', itemTable: 'staff', itemSort: 'sort_name' } as const;

/**
 * Every way from one record to others. Made anew for each request, since they cache what this viewer may see: a relation
 * costs one statement or two, however many rows ask for it.
 */
export function createLoaders(dataSource: DataSource, sections: readonly Visibility[]) {
  const staff = createRecordLoader(dataSource, Staff, sections);
  const programmes = createRecordLoader(dataSource, Programme, sections);
  const topics = createRecordLoader(dataSource, Topic);
  const exchanges = createRecordLoader(dataSource, Exchange, sections);
  const needs = createRecordLoader(dataSource, Need, sections);
  const offers = createRecordLoader(dataSource, Offer, sections);

  const linkedTopics = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(dataSource, { ...link, ...toTopic }, topics);
  const linkedProgrammes = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(dataSource, { ...link, ...toProgramme }, programmes);
  const linkedStaff = (link: Pick<Link, 'table' | 'owner'>) =>
    createLinkedLoader(dataSource, { ...link, ...toStaff }, staff);

  return {
    staff,
    programmes,
    topics,
    exchanges,
    needs,
    offers,

    language: createLanguageLoader(dataSource),

    experiencesOfStaff: createExperienceLoader(dataSource),
    programmesOfStaff: linkedProgrammes({ table: 'programme_staff', owner: 'staff_key' }),

    topicsOfProgramme: linkedTopics({ table: 'programme_topic', owner: 'programme_key' }),
    staffOfProgramme: linkedStaff({ table: 'programme_staff', owner: 'programme_key' }),
    partnersOfProgramme: createPartnerLoader(dataSource, ProgrammePartner),

    topicsOfExchange: linkedTopics({ table: 'exchange_topic', owner: 'exchange_key' }),
    programmesOfExchange: linkedProgrammes({ table: 'exchange_programme', owner: 'exchange_key' }),
    partnersOfExchange: createPartnerLoader(dataSource, ExchangePartner),

    topicsOfNeed: linkedTopics({ table: 'need_topic', owner: 'need_key' }),
    topicsOfOffer: linkedTopics({ table: 'offer_topic', owner: 'offer_key' }),

    mappingsOfTopic: createMappingLoader(dataSource),
    staffOfTopic: createListLoaders(dataSource, topicLists.staff, staff, sections),
    programmesOfTopic: createListLoaders(dataSource, topicLists.programmes, programmes, sections),

    staffOfCity: createListLoaders(dataSource, cityLists.staff, staff, sections),
    programmesOfCity: createListLoaders(dataSource, cityLists.programmes, programmes, sections),
    topicsOfCity: createListLoaders(dataSource, cityLists.topics, topics, sections),
    exchangesOfCity: createListLoaders(dataSource, cityLists.exchanges, exchanges, sections),
    needsOfCity: createListLoaders(dataSource, cityLists.needs, needs, sections),
    offersOfCity: createListLoaders(dataSource, cityLists.offers, offers, sections),
  };
}
