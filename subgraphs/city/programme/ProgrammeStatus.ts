import { registerEnumType } from 'type-graphql';

export enum ProgrammeStatus {
  PLANNED = 'PLANNED',
  ACTIVE = 'ACTIVE',
  COMPLETED = 'COMPLETED',
  DISCONTINUED = 'DISCONTINUED',
}

registerEnumType(ProgrammeStatus, {
  name: 'ProgrammeStatus',
  description: 'Where a programme stands.',
  valuesConfig: {
    PLANNED: { description: 'Decided or prepared, not yet begun.' },
    ACTIVE: { description: 'Running now.' },
    COMPLETED: { description: 'Ended as planned.' },
    DISCONTINUED: { description: 'Given up before its end.' },
  },
});
