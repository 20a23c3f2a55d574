import {
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isIntrospectionType,
  isObjectType,
} from 'graphql';
import type { GraphQLNamedType, GraphQLSchema, GraphQLType } from 'graphql';
import { useState } from 'preact/hooks';
import type { ExplorerTexts } from '../../language/explorerTexts';

interface DocsProps {
  readonly schema: GraphQLSchema;
  readonly texts: ExplorerTexts;
  /** The types that were opened one after the other; empty where the pane begins. */
  readonly path: readonly string[];
  readonly goTo: (path: readonly string[]) => void;
  /** Adds a field of the query type to the query. */
  readonly add: (field: string) => void;
}

/** Results of a search in the schema that are shown. */
const MAX_FOUND = 40;

/** What the schema says of itself: what can be asked, and each type that it leads to. */
export function Docs({ schema, texts, path, goTo, add }: DocsProps) {
  const [wanted, setWanted] = useState('');
  const name = path.at(-1);
  const queryType = schema.getQueryType();
  const type = name === undefined ? queryType : schema.getType(name);
  const open = (next: string): void => {
    setWanted('');
    goTo(
      next === queryType?.name ? [] : [...path.slice(0, path.includes(next) ? path.indexOf(next) : undefined), next],
    );
  };
  return (
    <>
      <input
        type="search"
        aria-label={texts.searchSchema}
        placeholder={texts.searchSchema}
        value={wanted}
        onInput={(event) => {
          setWanted(event.currentTarget.value);
        }}
      />
      <ol class="path">
        {[undefined, ...path].map((step, index) => (
          <li key={step ?? ''}>
            <button
              type="button"
              class="plain"
              aria-current={index === path.length ? 'true' : undefined}
              onClick={() => {
                setWanted('');
                goTo(path.slice(0, index));
              }}
            >
              {step ?? texts.startHere}
            </button>
          </li>
        ))}
      </ol>
      {wanted.trim() !== '' ? (
        <Found schema={schema} texts={texts} wanted={wanted.trim()} open={open} />
      ) : (
        type && (
          <TypeDocs type={type} schema={schema} texts={texts} open={open} add={type === queryType ? add : undefined} />
        )
      )}
    </>
  );
}

interface PartProps {
  readonly texts: ExplorerTexts;
  readonly open: (type: string) => void;
}

function Found({
  schema,
  texts,
  wanted,
  open,
}: PartProps & { readonly schema: GraphQLSchema; readonly wanted: string }) {
  const isMeant = (name: string): boolean => name.toLowerCase().includes(wanted.toLowerCase());
  const types = Object.values(schema.getTypeMap()).filter((type) => !isIntrospectionType(type));
  const found = types.flatMap((type) => [
    ...(isMeant(type.name) ? [{ type: type.name, field: undefined }] : []),
    ...fieldsOf(type).flatMap(({ name }) => (isMeant(name) ? [{ type: type.name, field: name }] : [])),
  ]);
  if (found.length === 0) return <p>{texts.nothingFound}</p>;
  return (
    <ul class="found">
      {found.slice(0, MAX_FOUND).map(({ type, field }) => (
        <li key={`${type}.${field ?? ''}`}>
          <TypeName name={type} open={open} />
          {field !== undefined && `.${field}`}
        </li>
      ))}
    </ul>
  );
}

interface TypeDocsProps extends PartProps {
  readonly type: GraphQLNamedType;
  readonly schema: GraphQLSchema;
  readonly add: DocsProps['add'] | undefined;
}

function TypeDocs({ type, schema, texts, open, add }: TypeDocsProps) {
  const fields = fieldsOf(type);
  const others = isAbstractType(type) ? schema.getPossibleTypes(type) : isObjectType(type) ? type.getInterfaces() : [];
  return (
    <>
      <Description text={type.description} />
      {fields.length > 0 && <h3>{texts.fields}</h3>}
      <ul>
        {fields.map((field) => (
          <FieldDocs key={field.name} field={field} texts={texts} open={open} add={add} />
        ))}
      </ul>
      {isEnumType(type) && (
        <>
          <h3>{texts.values}</h3>
          <ul>
            {type.getValues().map(({ name, description }) => (
              <li key={name}>
                <code>{name}</code>
                <Description text={description} />
              </li>
            ))}
          </ul>
        </>
      )}
      {others.length > 0 && (
        <>
          <h3>{texts.isOneOf}</h3>
          <ul>
            {others.map(({ name }) => (
              <li key={name}>
                <TypeName name={name} open={open} />
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

/** A field, a field of an input or an argument: each has these. */
interface Described {
  readonly name: string;
  readonly type: GraphQLType;
  readonly description?: string | null | undefined;
  readonly deprecationReason?: string | null | undefined;
  readonly args?: readonly Described[];
}

function FieldDocs({
  field,
  texts,
  open,
  add,
}: PartProps & { readonly field: Described; readonly add: DocsProps['add'] | undefined }) {
  return (
    <li>
      <code>
        <b>{field.name}</b>: <TypeOf type={field.type} open={open} />
      </code>
      {add !== undefined && (
        <button
          type="button"
          class="plain add"
          aria-label={texts.addField.replace('{field}', field.name)}
          title={texts.addField.replace('{field}', field.name)}
          onClick={() => {
            add(field.name);
          }}
        >
          +
        </button>
      )}
      <Description text={field.description} />
      {field.deprecationReason && (
        <p class="deprecated">
          {texts.deprecated}: {field.deprecationReason}
        </p>
      )}
      {field.args !== undefined && field.args.length > 0 && (
        <details>
          <summary>{texts.arguments}</summary>
          <ul>
            {field.args.map((arg) => (
              <FieldDocs key={arg.name} field={arg} texts={texts} open={open} add={undefined} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

/** What the schema says of something: plain text, in which what is between backticks is code. */
function Description({ text }: { readonly text: string | null | undefined }) {
  if (text == null || text === '') return null;
  return <p>{text.split('`').map((part, index) => (index % 2 === 0 ? part : <code key={index}>{part}</code>))}</p>;
}

/** A type as it is written, `[City!]!`, whose name leads to it. */
function TypeOf({ type, open }: { readonly type: GraphQLType; readonly open: (type: string) => void }) {
  const { name } = getNamedType(type);
  const [before = '', after = ''] = String(type).split(name);
  return (
    <>
      {before}
      <TypeName name={name} open={open} />
      {after}
    </>
  );
}

function TypeName({ name, open }: { readonly name: string; readonly open: (type: string) => void }) {
  return (
    <button
      type="button"
      class="plain"
      onClick={() => {
        open(name);
      }}
    >
      {name}
    </button>
  );
}

function fieldsOf(type: GraphQLNamedType): readonly Described[] {
  if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) return [];
  return Object.values<Described>(type.getFields());
}
