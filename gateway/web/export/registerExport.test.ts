import type { Search } from '../search/Search';
import { nameFile } from './registerExport';

function searchFor(text: string | undefined, concepts: string[] = []): Search {
  return { kind: 'experts', text, concepts, cities: [], alliances: [], lang: 'de', after: undefined };
}

test.each([
  [searchFor('Aktionspläne für Straßen'), 'hanse-experts-aktionsplane-fur-strassen.csv'],
  [searchFor(undefined, ['concept:housing', 'concept:youth']), 'hanse-experts-housing-youth.csv'],
  [searchFor('../../etc/passwd"\r\nx: y'), 'hanse-experts-etc-passwd-x-y.csv'],
  [searchFor('住宅'), 'hanse-experts.csv'],
])('the name is plain for %j', (search, name) => {
  expect(nameFile(search)).toBe(name);
});
