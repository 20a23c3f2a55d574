/**
 * A city's answer is not what the contract promises. The message goes to clients and operators: it names the place and
 * the rule, and repeats no text of the city.
 */
export class ContractBreachError extends Error {
  override readonly name = 'ContractBreachError';
}
