import { registerEnumType } from 'type-graphql';

export enum Role {
  LED = 'LED',
  WORKED = 'WORKED',
  HOSTED = 'HOSTED',
  ADVISED = 'ADVISED',
  TOOK_PART = 'TOOK_PART',
}

registerEnumType(Role, {
  name: 'Role',
  description: 'What someone did in a piece of work.',
  valuesConfig: {
    LED: { description: 'Led the work or answered for it.' },
    WORKED: { description: 'Worked on it.' },
    HOSTED: { description: 'Hosted an exchange on it.' },
    ADVISED: { description: 'Advised those who did it.' },
    TOOK_PART: { description: 'Took part in it.' },
  },
});
