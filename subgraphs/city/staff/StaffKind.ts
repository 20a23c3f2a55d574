import { registerEnumType } from 'type-graphql';

export enum StaffKind {
  PERSON = 'PERSON',
  POST = 'POST',
  UNIT = 'UNIT',
}

registerEnumType(StaffKind, {
  name: 'StaffKind',
  description: 'What a staff record stands for, after the W3C Organization Ontology (ORG).',
  valuesConfig: {
    PERSON: { description: 'A named person, such as a head of department.' },
    POST: { description: 'A post, whoever holds it, such as an office manager.' },
    UNIT: { description: 'An organisational unit, such as a department or a team.' },
  },
});
