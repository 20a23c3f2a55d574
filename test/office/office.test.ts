import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import fastifyAccepts from '@fastify/accepts';
import { fastify } from 'fastify';
import { pino } from 'pino';
import { registerQuestions } from '../../gateway/questions/registerQuestions';
import { registerWeb } from '../../gateway/web/registerWeb';
import { createFakeQuery, createPage } from '../../gateway/web/test/createFakeQuery';
import { createProgramme } from '../../gateway/web/test/createProgramme';
import { describeWith } from '../optional/describeWith';
import { findProgram } from '../optional/findProgram';

const run = promisify(execFile);

/** What the program reads, sheet by sheet: for each row its cells, each with the type that the program gives it. */
interface Opened {
  readonly name: string;
  readonly rows: readonly (readonly { readonly type: string; readonly value: string; readonly text: string }[])[];
}

describeWith(
  findProgram('SOFFICE', 'soffice'),
  'soffice: install libreoffice-calc-nogui, or name one in SOFFICE',
  'in LibreOffice',
  (soffice) => {
    let folder: string;
    let workbook: readonly Opened[];
    let table: readonly Opened[];

    beforeAll(async () => {
      folder = mkdtempSync(join(tmpdir(), 'hanse-office-'));
      const hub = createFakeQuery();
      const programme = createProgramme({ title: '=1+1', text: null, reviewedOn: '2026-03-02' });
      const answer = () => ({ data: { programmes: createPage([programme]) } });
      hub.answerCall(0, answer);
      hub.answerCall(1, answer);
      const server = fastify();
      const logger = pino({ level: 'silent' });
      await server.register(fastifyAccepts);
      registerWeb(server, { query: hub.query, logger });
      registerQuestions(server, { query: hub.query, limits: { maxRows: 10_000, maxMs: 60_000 }, logger });
      for (const [name, options] of [
        ['workbook.xlsx', ''],
        ['table.csv', '&separator=%3B'],
      ]) {
        const url = `/questions/programmes.${name!.replace(/.*\./, '')}?text=x&lang=de${options}`;
        writeFileSync(join(folder, name!), (await server.inject({ method: 'GET', url })).rawPayload);
      }
      await server.close();
      // As in a German office: semicolons, UTF-8, and numbers as that language writes them.
      const german = '59,34,76,1,,1031,false,true';
      await run(soffice, [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        `--infilter=CSV:${german}`,
        ...['--convert-to', 'fods', '--outdir', folder, join(folder, 'table.csv')],
      ]);
      await run(soffice, [
        `-env:UserInstallation=file://${folder}/profile`,
        '--headless',
        ...['--convert-to', 'fods', '--outdir', folder, join(folder, 'workbook.xlsx')],
      ]);
      workbook = read(join(folder, 'workbook.fods'));
      table = read(join(folder, 'table.fods'));
    }, 120_000);
    afterAll(() => {
      rmSync(folder, { recursive: true });
    });

    const cell = ({ rows: [heads = [], row = []] }: Opened, head: string) =>
      row[heads.findIndex(({ text }) => text === head)];

    test('a workbook has both sheets, with types, umlauts and no formula', () => {
      expect(workbook.map(({ name }) => name)).toEqual(['Programme', 'Über diese Tabelle']);
      const [sheet] = workbook;
      expect(cell(sheet!, 'Titel')).toMatchObject({ type: 'string', text: '=1+1' });
      expect(cell(sheet!, 'Kosten')).toMatchObject({ type: 'float', value: '4250000' });
      expect(cell(sheet!, 'Geprüft')).toMatchObject({ type: 'date', value: '2026-03-02' });
      // Which this program counts as a number, and others do not.
      expect(cell(sheet!, 'Gute Praxis')).toMatchObject({ value: '1' });
      expect(cell(sheet!, 'Telefon')).toMatchObject({ type: 'string', text: '+49 30 23125-117' });
      expect(workbook[1]!.rows.flat().map(({ text }) => text)).toContain('Gera (DE): hat vollständig geantwortet');
    });

    test('a table with semicolons falls into columns in a German locale, with numbers as such', () => {
      const [sheet] = table;
      expect(cell(sheet!, 'Titel')).toMatchObject({ type: 'string', text: expect.stringMatching(/^'?=1\+1$/) });
      expect(cell(sheet!, 'Kosten')).toMatchObject({ type: 'float', value: '4250000' });
      expect(cell(sheet!, 'Personalaufwand (VZÄ)')).toMatchObject({ type: 'float', value: '6.5' });
      expect(cell(sheet!, 'Währung')).toMatchObject({ type: 'string', text: 'EUR' });
    });
  },
);

/** Reads a flat OpenDocument spreadsheet, as far as the tests look at it. */
function read(file: string): readonly Opened[] {
  const xml = readFileSync(file, 'utf8');
  return [...xml.matchAll(/<table:table table:name="([^"]*)"[^>]*>(.*?)<\/table:table>/gs)].map(
    ([, name, content]) => ({
      name: name!,
      rows: [...content!.matchAll(/<table:table-row[^>]*>(.*?)<\/table:table-row>/gs)].map(([, row]) =>
        [...row!.matchAll(/<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs)].flatMap(
          ([, attributes, inner = '']) => {
            const of = (attribute: string): string =>
              new RegExp(` ${attribute}="([^"]*)"`).exec(attributes!)?.[1] ?? '';
            const text = inner
              .replace(/<[^>]*>/g, '')
              .trim()
              .replaceAll('&apos;', "'")
              .replaceAll('&amp;', '&');
            const value = of('office:date-value') || of('office:boolean-value') || of('office:value');
            const repeated = Math.min(Number(of('table:number-columns-repeated') || 1), 100);
            return Array.from({ length: repeated }, () => ({ type: of('office:value-type'), value, text }));
          },
        ),
      ),
    }),
  );
}
