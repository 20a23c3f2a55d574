import { updateSchema } from 'cm6-graphql';
import { parse, print } from 'graphql';
import type { GraphQLSchema } from 'graphql';
import { useEffect, useState } from 'preact/hooks';
import { addField } from './addField';
import { askedInAddress, forgetHistory, keepInHistory, putIntoAddress, readHistory } from './Asked';
import type { Asked } from './Asked';
import { askForSchema, askHub } from './askHub';
import { Docs } from './Docs';
import { replaceText } from './editors';
import { History } from './History';
import { operationAt, readJson, textOf } from './readQuestion';
import { useEditors } from './useEditors';
import type { Options } from '../Options';

/** What stands beside the query. */
type Aside = 'none' | 'docs' | 'history';

/** GraphQL to write and to run: the query, its variables and headers, the answer, and what the schema says. */
export function Explorer({ options }: { readonly options: Options }) {
  const { texts } = options;
  const [schema, setSchema] = useState<GraphQLSchema | 'none'>();
  const [status, setStatus] = useState('');
  const [aside, setAside] = useState<Aside>('none');
  const [path, setPath] = useState<readonly string[]>([]);
  const [kept, setKept] = useState(readHistory);
  const editors = useEditors(options, {
    run: () => void run(),
    tidy: () => {
      tidy();
    },
    showInDocs: (type) => {
      if (type === undefined) return;
      setPath([type]);
      setAside('docs');
    },
  });

  useEffect(() => {
    void askForSchema(options.endpoint).then((told) => {
      setSchema(told ?? 'none');
      if (told && editors.current) updateSchema(editors.current.query, told);
    });
  }, []);

  async function run(): Promise<void> {
    if (!editors.current) return;
    const { query: queryView, answer, ...json } = editors.current;
    const asked: Asked = { query: textOf(queryView), variables: textOf(json.variables) };
    const variables = readJson(asked.variables);
    const headers = readJson(textOf(json.headers));
    const wrong = variables === 'wrong' ? texts.variables : headers === 'wrong' ? texts.headers : undefined;
    if (wrong !== undefined || variables === 'wrong' || headers === 'wrong') {
      setStatus(texts.notJson.replace('{part}', wrong ?? ''));
      return;
    }
    setStatus(texts.asking);
    putIntoAddress(asked);
    setKept(keepInHistory(asked));
    const started = performance.now();
    try {
      const question = { query: asked.query, variables, operationName: operationAt(queryView) };
      const { text, hasErrors } = await askHub(options.endpoint, question, headers as Record<string, string>);
      replaceText(answer, text);
      const took = String(Math.round(performance.now() - started));
      setStatus((hasErrors ? texts.answeredWithErrors : texts.answered).replace('{ms}', took));
    } catch (error) {
      replaceText(answer, String(error));
      setStatus(texts.notAnswered);
    }
  }

  /** Lays out what is written; what cannot be read stays as it is, and the editor says why. */
  function tidy(): void {
    if (!editors.current) return;
    const { query, variables } = editors.current;
    try {
      // Comments are no part of what is parsed, so a query that has some is left alone.
      if (!textOf(query).includes('#')) replaceText(query, `${print(parse(textOf(query)))}\n`);
    } catch {
      query.focus();
    }
    const told = readJson(textOf(variables));
    if (told !== 'wrong' && told !== undefined) replaceText(variables, JSON.stringify(told, undefined, 2));
  }

  function open({ query, variables }: Asked): void {
    if (!editors.current) return;
    replaceText(editors.current.query, query);
    replaceText(editors.current.variables, variables);
    editors.current.query.focus();
  }

  const toggle = (which: Aside, label: string) => (
    <button
      type="button"
      class="second"
      aria-expanded={aside === which}
      onClick={() => {
        setAside(aside === which ? 'none' : which);
      }}
    >
      {label}
    </button>
  );
  return (
    <>
      <div class="acts">
        <button type="button" id="run" title="Ctrl-Enter" onClick={() => void run()}>
          {texts.run}
        </button>
        <button type="button" class="second" title="Shift-Ctrl-P" onClick={tidy}>
          {texts.tidy}
        </button>
        {toggle('history', texts.history)}
        {toggle('docs', texts.documentation)}
        <p role="status">{status}</p>
      </div>
      <div class={`bench with-${aside}`} aria-busy={schema === undefined}>
        <section aria-label={texts.query}>
          <h2>{texts.query}</h2>
          <div id="query" />
          <details open={askedInAddress()?.variables !== undefined && askedInAddress()?.variables !== ''}>
            <summary>{texts.variables}</summary>
            <div id="variables" />
          </details>
          <details>
            <summary>{texts.headers}</summary>
            <div id="headers" />
            <p class="hint">{texts.headersHint}</p>
          </details>
        </section>
        <section aria-label={texts.answer}>
          <h2>{texts.answer}</h2>
          <div id="answer" />
        </section>
        {aside === 'docs' && (
          <aside aria-label={texts.documentation}>
            <h2>{texts.documentation}</h2>
            {schema === 'none' && <p>{texts.noSchema}</p>}
            {schema !== undefined && schema !== 'none' && (
              <Docs
                {...{ schema, texts, path }}
                goTo={setPath}
                add={(field) => {
                  const view = editors.current?.query;
                  const meant = schema.getQueryType()?.getFields()[field];
                  if (view && meant) replaceText(view, addField(textOf(view), meant));
                }}
              />
            )}
          </aside>
        )}
        {aside === 'history' && (
          <aside aria-label={texts.history}>
            <h2>{texts.history}</h2>
            <History
              {...{ kept, texts, open }}
              forget={() => {
                setKept(forgetHistory());
              }}
            />
          </aside>
        )}
      </div>
    </>
  );
}
