import { nameFile } from './nameFile';
import { Given } from './parameters';

test.each<[given: Record<string, string[]>, name: string]>([
  [{ text: ['Aktionspläne für Straßen'] }, 'hanse-experts-aktionsplane-fur-strassen.csv'],
  [{ concepts: ['concept:housing', 'concept:youth'] }, 'hanse-experts-housing-youth.csv'],
  [{ text: ['../../etc/passwd"\r\nx: y'] }, 'hanse-experts-etc-passwd-x-y.csv'],
  [{ text: ['住宅'] }, 'hanse-experts.csv'],
])('the name is plain for %j', (given, name) => {
  expect(nameFile('experts', new Given(new Map(Object.entries(given))), 'csv')).toBe(name);
});
