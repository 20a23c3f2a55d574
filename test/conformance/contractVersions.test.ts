import { buildASTSchema, isObjectType, parse } from 'graphql';
import { readHubSchemas } from '../../subgraphs/composing/HubSchemas';
import { requirements } from '../../subgraphs/conformance/requirements';
import { checkPlainCity } from './checkPlainCity';
import type { Parts } from './plainCity';
import { parts } from './plainCity';

const { firstCity } = readHubSchemas();
const held = requirements.filter(({ id }) => id >= 'CITY-150' || id === 'CITY-002');
/** A city with a part of what makes tiers has none. */
const TIERS = 'CITY-157 CITY-158 CITY-159 CITY-160 CITY-161 CITY-162 CITY-163';
const newest = String(parts.sdl);

/** The plain city with this schema, and with resolvers of its fields alone. */
function serving(sdl: string): Parts {
  const schema = buildASTSchema(parse(sdl), { assumeValidSDL: true });
  return {
    sdl,
    resolvers: (resolvers: Record<string, object>) =>
      Object.fromEntries(
        Object.entries(resolvers).map(([name, fields]) => {
          const type = schema.getType(name);
          const known = isObjectType(type) ? type.getFields() : {};
          const isKept = ([field]: [string, unknown]) => field.startsWith('__') || field in known;
          return [name, Object.fromEntries(Object.entries(fields).filter(isKept))];
        }),
      ),
  };
}

test.each([
  [
    'contract 1.0',
    firstCity,
    held
      .slice(1)
      .map(({ id }) => id)
      .join(' '),
  ],
  ['contract 1.1', newest, ''],
  ['contract 1.1 in part', newest.replace(/"""[^"]*"""\n\s*costs: \[Cost!\]\n/, ''), 'CITY-150'],
  ['contract 1.1 in part', newest.replace(/"""[^"]*"""\n\s*tier: Int[^\n]*\n/, ''), TIERS],
])('a city on %s is told so, and judged by what it serves', async (version, sdl, open) => {
  const verdicts = await checkPlainCity(serving(sdl), held);
  expect(verdicts[0]).toMatchObject({ id: 'CITY-002', status: 'PASS' });
  expect(verdicts[0]?.seen).toMatch(new RegExp(`^${version}: `));
  expect(verdicts.filter(({ status }) => status === 'FAIL')).toEqual([]);
  const left = verdicts.filter(({ status }) => status === 'NO ANSWER');
  expect(left.map(({ id }) => id).join(' ')).toBe(open);
  for (const { seen } of left) expect(seen).toContain(`it serves ${version}, without `);
});
