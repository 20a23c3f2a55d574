import { formatNumber } from '../web/language/formatAmount';
import { questionTextsOf } from '../web/language/questionTexts';
import { renderDocument } from '../web/page/Document';
import type { Frame } from '../web/page/Frame';
import type { Language, Texts } from '../web/language/Texts';
import type { AnswerLimits } from './AnswerReader';
import { commonParameters } from './commonParameters';
import { FORMATS, formatsOf } from './formats/formats';
import type { Parameter } from './parameters';
import type { Question } from './Question';

interface QuestionsPageProps {
  readonly questions: readonly Question[];
  readonly texts: Texts;
  readonly chosenLang: Language | undefined;
  readonly stylesheet: string;
  readonly frame: Frame;
  readonly limits: AnswerLimits;
}

/** All questions that have an address, with examples to try and what may be given to each, as an HTML document. */
export function renderQuestions({
  questions,
  texts,
  chosenLang,
  stylesheet,
  frame,
  limits,
}: QuestionsPageProps): string {
  const { language } = texts;
  const words = questionTextsOf(language);
  return renderDocument({
    ...{ title: `${words.title} – Hanse`, texts, chosenLang, stylesheet, frame },
    addressIn: (lang) => `/questions?lang=${lang}`,
    children: (
      <div id="results" class="record" tabIndex={-1}>
        <h1>{words.title}</h1>
        <p>{words.introduction(formatNumber(String(limits.maxRows), texts.language))}</p>
        <p>
          <a href="/openapi.json">{words.forPrograms}</a>
        </p>
        {questions.map((question) => (
          <QuestionSection key={question.name} question={question} language={language} />
        ))}
        <section>
          <h2>{words.everyQuestion}</h2>
          <Parameters parameters={commonParameters(limits)} language={language} />
        </section>
        {FORMATS.filter(({ options }) => options.length > 0).map(({ ending, options }) => (
          <section key={ending}>
            <h2>{words.onlyIn(`.${ending}`)}</h2>
            <Parameters parameters={options} language={language} />
          </section>
        ))}
      </div>
    ),
  });
}

function QuestionSection({ question, language }: { readonly question: Question; readonly language: Language }) {
  const { name, title, description, example, parameters } = question;
  return (
    <section id={name}>
      <h2>{title[language]}</h2>
      <p>{description[language]}</p>
      <ul>
        {formatsOf(question).map(({ ending }) => (
          <li key={ending}>
            <a href={`/questions/${name}.${ending}?${example}`}>
              /questions/{name}.{ending}?{example}
            </a>
          </li>
        ))}
      </ul>
      <details>
        <summary>{questionTextsOf(language).mayBeGiven}</summary>
        <Parameters parameters={parameters} language={language} />
      </details>
    </section>
  );
}

interface ParametersProps {
  readonly parameters: readonly Parameter[];
  readonly language: Language;
}

function Parameters({ parameters, language }: ParametersProps) {
  return (
    <dl>
      {parameters.map(({ name, description, kind }) => (
        <div key={name}>
          <dt>
            <code>{name}</code>
          </dt>
          <dd>
            {description[language]}
            {kind.type === 'choice' &&
              kind.values.map((value) => (
                <>
                  {' '}
                  <code key={value}>{value}</code>
                </>
              ))}
          </dd>
        </div>
      ))}
    </dl>
  );
}
