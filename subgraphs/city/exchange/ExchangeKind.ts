import { registerEnumType } from 'type-graphql';

export enum ExchangeKind {
  STUDY_VISIT = 'STUDY_VISIT',
  EXPERT_EXCHANGE = 'EXPERT_EXCHANGE',
  DIALOGUE_EVENT = 'DIALOGUE_EVENT',
  NETWORK_MEETING = 'NETWORK_MEETING',
  PEER_REVIEW = 'PEER_REVIEW',
}

registerEnumType(ExchangeKind, {
  name: 'ExchangeKind',
  description: 'The form of an exchange between cities.',
  valuesConfig: {
    STUDY_VISIT: { description: "A delegation travels to see another city's practice." },
    EXPERT_EXCHANGE: { description: 'Experts of several cities meet on one subject.' },
    DIALOGUE_EVENT: { description: 'A public discussion with citizens and civil society.' },
    NETWORK_MEETING: { description: 'A meeting of a standing network of cities.' },
    PEER_REVIEW: { description: "Cities assess one city's work and report to it." },
  },
});
