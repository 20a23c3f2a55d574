import { typedFieldOf, typePrefixOf } from '../network/BenchNetwork';

/**
 * The SDL of a city that has types of its own, as Apollo Federation wants it where no two owners are interchangeable. The
 * interfaces and the enums are the same in every city.
 */
export function writeTypedSdl(city: number): string {
  const prefix = typePrefixOf(city);
  return `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key", "@shareable"])

type Query {
  ${typedFieldOf(city)}(concept: ID!, first: Int!): [${prefix}Staff!]!
}

interface Staff {
  ${staff('Experience')}
}
interface Experience {
  ${experience('Topic', 'Programme')}
}
interface Topic {
  ${topic}
}
interface Programme {
  ${programme}
}

type ${prefix}Staff implements Staff @key(fields: "id") {
  ${staff(`${prefix}Experience`)}
}
type ${prefix}Experience implements Experience {
  ${experience(`${prefix}Topic`, `${prefix}Programme`)}
}
type ${prefix}Topic implements Topic @key(fields: "id") {
  ${topic}
}
type ${prefix}Programme implements Programme @key(fields: "id") {
  ${programme}
}

type City @key(fields: "id", resolvable: false) {
  id: ID!
}
type Contact @shareable {
  email: String
  phone: String
  url: String
}
scalar DateTime
scalar PartialDate
enum StaffKind { PERSON POST UNIT }
enum Role { LED WORKED HOSTED ADVISED TOOK_PART }
enum ProgrammeStatus { PLANNED ACTIVE COMPLETED DISCONTINUED }
`;
}

/** The directory beside them. */
export const typedDirectorySdl = `
extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])

type Query {
  cities: [City!]!
}
type City @key(fields: "id") {
  id: ID!
  name: String!
}
`;

const staff = (experienceType: string): string => `id: ID!
  kind: StaffKind!
  name: String!
  role: String
  department: String
  languages: [String!]!
  source: String
  updatedAt: DateTime!
  contact: Contact
  city: City
  experiences: [${experienceType}!]!`;

const experience = (topicType: string, programmeType: string): string => `role: Role!
  since: PartialDate
  until: PartialDate
  summary: String
  source: String
  topic: ${topicType}
  programme: ${programmeType}`;

const topic = `id: ID!
  label: String!`;

const programme = `id: ID!
  title: String!
  status: ProgrammeStatus`;
