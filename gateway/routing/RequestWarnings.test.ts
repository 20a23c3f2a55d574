import type { HubContext } from '../context';
import { RequestWarnings } from './RequestWarnings';

const request = (): HubContext => ({}) as HubContext;
const field = (name: string) => ({ field: name, lacks: name });

test('warnings stand in one order, each once, whichever city answered first', () => {
  const warnings = new RequestWarnings();
  const context = request();
  warnings.add(context, 'jena', field('Staff.office'));
  warnings.add(context, 'gera', field('Staff.office'));
  warnings.add(context, 'gera', field('Staff.greeting'));
  warnings.add(context, 'jena', field('Staff.office'));
  expect(warnings.of(context)).toMatchObject([
    { city: 'gera', field: 'Staff.greeting' },
    { city: 'gera', field: 'Staff.office' },
    { city: 'jena', field: 'Staff.office' },
  ]);
  expect(warnings.of(request())).toEqual([]);
});

test('very many are counted', () => {
  const warnings = new RequestWarnings();
  const context = request();
  for (let city = 0; city < 130; city++) warnings.add(context, `city-${city}`, field('Staff.office'));
  const told = warnings.of(context);
  expect(told).toHaveLength(101);
  expect(told.at(-1)).toEqual({ code: 'MORE_WARNINGS', message: '30 more warnings are left out.' });
});
