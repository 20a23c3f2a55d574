import { parse } from 'csv-parse/sync';
import { runAsk } from '../../../gateway/web/terminal/runAsk';
import { LANGUAGES } from '../../../gateway/web/language/Texts';
import { textsOf } from '../../../gateway/web/language/textsOf';
import { housingVocabulary } from '../../network/housingVocabulary';
import { lines } from '../../network/inventedCity';
import { startNetwork } from '../../network/startNetwork';
import type { TestNetwork } from '../../network/startNetwork';

// Attacks by a member of the network on the good name of another: what Altstadt publishes is never shown as Gera's.

const FOREIGN = 'Gera stops its payment card';
const HOSTLESS = 'Gera closes its town hall';
const OWN = 'Altstadt receives Gera';

let network: TestNetwork;
beforeAll(async () => {
  const content = (id: string, ...exchanges: readonly string[]) => ({
    'city.yaml': `id: ${id}\nname: ${id}\nlanguage: en\n`,
    'topics.csv': lines('key,label_en,exact_match', 'plans,Our plans,concept:housing'),
    'exchanges.csv': lines(
      'key,kind,title,participants_approximate,host,guests,source,topics,visibility',
      ...exchanges,
    ),
  });
  network = await startNetwork({
    vocabulary: housingVocabulary,
    network: {
      cities: [
        { id: 'altstadt', name: 'Altstadt', country: 'DE' },
        { id: 'gera', name: 'Gera', country: 'DE' },
      ],
    },
    content: {
      altstadt: content(
        'altstadt',
        `card,STUDY_VISIT,${FOREIGN},false,gera,altstadt,https://gera.example/press,plans,PUBLIC`,
        `hall,STUDY_VISIT,${HOSTLESS},false,,gera,https://gera.example/press,plans,PUBLIC`,
        `own,STUDY_VISIT,${OWN},false,altstadt,gera,,plans,PUBLIC`,
      ),
      gera: content('gera', 'visit,STUDY_VISIT,Gera receives Altstadt,false,gera,altstadt,,plans,PUBLIC'),
    },
  });
}, 60_000);
afterAll(() => network.close());

const PATH = 'kind=exchanges&concepts=concept:housing';

test('HUB-240 the API names who published an exchange, whatever host it names', async () => {
  const { data, errors } = await network.query(`{
    exchanges(concepts: ["concept:housing"]) { nodes { title city { id name } host { name } } }
    node(id: "altstadt:exchange:card") { ... on Exchange { city { name } } }
    city(id: "altstadt") { exchanges { nodes { city { id } } } }
  }`);
  expect(errors).toBeUndefined();
  const published = new Map(
    data.exchanges.nodes.map((node: { title: string; city: object }) => [node.title, node.city]),
  );
  const altstadt = { id: 'altstadt', name: 'Altstadt' };
  expect(published).toEqual(
    new Map([
      [FOREIGN, altstadt],
      [HOSTLESS, altstadt],
      [OWN, altstadt],
      ['Gera receives Altstadt', { id: 'gera', name: 'Gera' }],
    ]),
  );
  expect(data.node).toEqual({ city: { name: 'Altstadt' } });
  expect(new Set(data.city.exchanges.nodes.map((node: { city: { id: string } }) => node.city.id))).toEqual(
    new Set(['altstadt']),
  );
});

test.each(LANGUAGES)('HUB-241 the page says who published it, in "%s", unless that is the host', async (lang) => {
  const html = await (await fetch(`${network.hub.url}/?${PATH}&lang=${lang}`)).text();
  const articles = html.split('<article>').slice(1);
  const saying = (publisher: string): string[] =>
    articles.flatMap((article) =>
      article.includes(textsOf(lang).publishedBy(publisher)) ? [/<h3><a[^>]*>(.*?)<\/a><\/h3>/.exec(article)![1]!] : [],
    );
  expect(saying('Altstadt').sort()).toEqual([HOSTLESS, FOREIGN].sort());
  expect(saying('Gera')).toEqual([]);
});

test('HUB-242 the table for a spreadsheet has a column with who published each record', async () => {
  const csv = await (await fetch(`${network.hub.url}/export.csv?${PATH}`)).text();
  const rows: { title: string; publishedBy: string; host: string }[] = parse(csv, {
    ...{ bom: true, columns: true, comment: '#' },
  });
  expect(new Map(rows.map((row) => [row.title, [row.publishedBy, row.host]]))).toEqual(
    new Map([
      [FOREIGN, ['Altstadt', 'Gera']],
      [HOSTLESS, ['Altstadt', '']],
      [OWN, ['Altstadt', 'Altstadt']],
      ['Gera receives Altstadt', ['Gera', 'Gera']],
    ]),
  );
});

test('HUB-243 the terminal has a column with who published what the host did not', async () => {
  const ask = async (...more: readonly string[]): Promise<string> => {
    let out = '';
    const code = await runAsk(['--exchanges', '--concept', 'concept:housing', ...more], {
      out: (text) => Promise.resolve(void (out += text)),
      error: () => undefined,
      width: 200,
      hub: network.hub.url,
    });
    expect(code).toBe(0);
    return out;
  };
  const table = await ask();
  expect(table).toContain('Published by');
  expect(table.split('\n').find((line) => line.startsWith(FOREIGN))).toMatch(/card +Altstadt +Gera +Altstadt /);
  expect(table.split('\n').find((line) => line.startsWith(OWN))).not.toMatch(/Gera +Altstadt +Altstadt/);
  // Where each is the host's own there is nothing to tell.
  expect(await ask('--city', 'gera')).not.toContain('Published by');
});
