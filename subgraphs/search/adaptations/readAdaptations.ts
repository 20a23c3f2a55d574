import { MAX_PAGE } from '../../contract/bounds';
import { LACKING } from '../../contract/AskCity';
import type { CityOperation, CityReply } from '../../contract/AskCity';
import { isOwnedBy } from '../../contract/ids';
import type { CoveredAnswer } from '../coverage';
import { ContractBreachError, listUpTo, readFields, text } from '../hits/readFields';
import type { FieldRules } from '../hits/readFields';

/** What a city says of the programmes that it was asked about. */
export interface AdaptationsAnswer extends Omit<CoveredAnswer, 'total'> {
  /** By the programme that was asked about: the ids of those made after it. Undefined when there was no answer. */
  readonly found?: ReadonlyMap<string, readonly string[]>;
}

const QUERY = `query Adaptations($of: [ID!]!, $first: Int!) {
  adaptations(of: $of, first: $first) { id adaptedFrom }
}`;

export function createAdaptationsOperation(of: readonly string[]): CityOperation {
  return { query: QUERY, variables: { of, first: MAX_PAGE } };
}

const answerRules = (asked: number): FieldRules<{ adaptations: readonly unknown[] }> => ({
  adaptations: listUpTo(asked * MAX_PAGE),
});
const adaptationRules: FieldRules<{ id: string; adaptedFrom: string }> = { id: text, adaptedFrom: text };

/** Reads a city's reply, which is untrusted. */
export function readAdaptations(cityId: string, reply: CityReply, of: readonly string[]): AdaptationsAnswer {
  if (reply.status !== 'ANSWERED') return reply;
  const { data, errors, tookMs } = reply;
  const lacking = errors.find(({ extensions }) => extensions?.['code'] === LACKING);
  if (lacking) return { status: 'REFUSED', message: lacking.message, tookMs };
  if (errors.length > 0) return { status: 'INVALID', message: 'It reported an error.', tookMs };
  try {
    return { status: 'ANSWERED', message: null, tookMs, found: verify(cityId, data, of) };
  } catch (error) {
    if (!(error instanceof ContractBreachError)) throw error;
    return { status: 'INVALID', message: `Its answer breaks the contract: ${error.message}.`, tookMs };
  }
}

/** @throws ContractBreachError that names the first breach */
function verify(cityId: string, data: object, of: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const found = new Map<string, string[]>(of.map((id) => [id, []]));
  const { adaptations } = readFields(answerRules(of.length), data, 'the answer');
  const seen = new Set<string>();
  for (const [index, raw] of adaptations.entries()) {
    const at = `adaptation ${index + 1}`;
    const { id, adaptedFrom } = readFields(adaptationRules, raw, at);
    if (!isOwnedBy(cityId, 'programme', id)) {
      throw new ContractBreachError(`${at}: its id is not that of a programme of ${cityId}`);
    }
    if (seen.has(id)) throw new ContractBreachError(`${at}: stands there twice`);
    seen.add(id);
    const ofSame = found.get(adaptedFrom);
    if (ofSame === undefined) throw new ContractBreachError(`${at}: was made after what was not asked about`);
    if (ofSame.push(id) > MAX_PAGE) throw new ContractBreachError(`${at}: is one more than were asked for`);
  }
  return found;
}
