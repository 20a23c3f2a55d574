import { registerEnumType } from 'type-graphql';

export enum OfferKind {
  VISIT = 'VISIT',
  WORK_SHADOWING = 'WORK_SHADOWING',
  TALK = 'TALK',
  ADVICE = 'ADVICE',
}

registerEnumType(OfferKind, {
  name: 'OfferKind',
  description: 'What a city offers to others.',
  valuesConfig: {
    VISIT: { description: 'Come and see it.' },
    WORK_SHADOWING: { description: 'Work beside a colleague for some days.' },
    TALK: { description: 'A talk, on site or remote.' },
    ADVICE: { description: 'Advice on a question of yours.' },
  },
});
