import { execute, parse } from 'graphql';
import type { DocumentNode, GraphQLSchema } from 'graphql';
import type { Mode } from '../Condition';

export interface Operation {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
}

/** Answers what is asked of one schema: by executing it, or with what it answered to the very same request before. */
export class AnsweringServer {
  /** How often there was nothing to give again, so that it was executed. */
  misses = 0;
  readonly #recorded = new Map<string, Buffer>();
  readonly #documents = new Map<string, DocumentNode>();

  constructor(private readonly schema: GraphQLSchema) {}

  answer(mode: Mode, body: string): Buffer | Promise<Buffer> {
    const recorded = mode === 'recorded' ? this.#recorded.get(body) : undefined;
    return recorded ?? this.#execute(mode, body);
  }

  /** What was asked so far, to be sent again. */
  get requests(): readonly string[] {
    return [...this.#recorded.keys()];
  }

  async #execute(mode: Mode, body: string): Promise<Buffer> {
    const { query, variables = {} } = JSON.parse(body) as Operation;
    let document = this.#documents.get(query);
    if (document === undefined) this.#documents.set(query, (document = parse(query, { noLocation: true })));
    const result = await execute({ schema: this.schema, document, variableValues: variables });
    const answer = Buffer.from(JSON.stringify(result));
    if (mode === 'recorded') {
      this.misses++;
      this.#recorded.set(body, answer);
    }
    return answer;
  }
}
