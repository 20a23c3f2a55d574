import { registerEnumType } from 'type-graphql';

export enum PartnerKind {
  ASSOCIATION = 'ASSOCIATION',
  CIVIL_SOCIETY = 'CIVIL_SOCIETY',
  WELFARE_PROVIDER = 'WELFARE_PROVIDER',
  PUBLIC_BODY = 'PUBLIC_BODY',
  FUNDER = 'FUNDER',
  RESEARCH = 'RESEARCH',
  BUSINESS = 'BUSINESS',
  OTHER = 'OTHER',
}

registerEnumType(PartnerKind, {
  name: 'PartnerKind',
  description: "The kind of a partner outside the city's administration.",
  valuesConfig: {
    ASSOCIATION: { description: 'An association of cities, municipalities or districts.' },
    CIVIL_SOCIETY: { description: "A volunteers' network, an initiative, a migrants' organisation." },
    WELFARE_PROVIDER: { description: 'A welfare provider that carries out public services.' },
    PUBLIC_BODY: { description: 'Another public body: a state, a district, an agency.' },
    FUNDER: { description: 'A funding programme or its funder.' },
    RESEARCH: { description: 'A university or research institute.' },
    BUSINESS: { description: 'A company.' },
    OTHER: { description: 'Any other partner.' },
  },
});
