import { buildSubgraphSchema } from '@apollo/subgraph';
import { getNamedType, isObjectType, parse } from 'graphql';
import { CONTRACT } from '../../subgraphs/composing/test/startFakeCity';
import { ownershipRule } from './fieldRules';

test('every id field of the contract that clients can see has a rule', () => {
  const contract = buildSubgraphSchema(parse(CONTRACT));
  const networkOnly = [
    'ConceptCount',
    'StaffHit',
    'ProgrammeHit',
    'ExchangeHit',
    'OfferHit',
    'NeedHit',
    'Summary',
    'Adaptation',
    'RecordChange',
  ];
  const unruled = Object.values(contract.getTypeMap())
    .filter(isObjectType)
    .filter(({ name }) => !networkOnly.includes(name))
    .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
    .filter(({ field }) => getNamedType(field.type).name === 'ID')
    .filter(({ type, field }) => ownershipRule(type.name, field.name) === null)
    .map(({ type, field }) => `${type.name}.${field.name}`);
  expect(unruled).toEqual([]);
});

test('a field that holds no id has no rule', () => {
  expect(ownershipRule('Staff', 'name')).toBeNull();
});
