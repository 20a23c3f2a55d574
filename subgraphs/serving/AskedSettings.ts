import type { Environment } from './EnvironmentReader';

/** What Kubernetes tells a pod of the services beside it, by their names: a service `hanse` gives `HANSE_PORT_4000_TCP`. */
const SERVICE_LINK = /_(SERVICE_HOST|SERVICE_PORT|PORT)(_\w+)?$/;
/** Whatever stands before the first `=` of a line of a file is a name, be it the beginning of a URL with its password. */
const NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * An environment that remembers which of its variables were asked for. One that is set and that nobody asked for has no effect:
 * a misspelt name would switch off what it was to guard, and nobody would know.
 */
export class AskedSettings {
  readonly #asked = new Set<string>();
  /** To be read in the place of the one that was given. */
  readonly environment: Environment;

  constructor(private readonly given: Environment) {
    this.environment = new Proxy(given, {
      get: (variables, name) => {
        if (typeof name === 'string') this.#asked.add(name);
        return variables[name as string];
      },
    });
  }

  /**
   * What is made of them. Where that is refused, the error names what is set in vain as well: what is missing may be there under a misspelt
   * name.
   *
   * @param parse throws an error with `problems` where something is wrong; prefixes and others are as for `warnings`
   */
  parse<Parsed>(
    parse: (environment: Environment) => Parsed,
    prefixes: readonly string[],
    others: readonly string[],
  ): Parsed {
    try {
      return parse(this.environment);
    } catch (error) {
      if (error instanceof Error && 'problems' in error) {
        error.message = [error.message, ...this.warnings(prefixes, others)].join('\n');
      }
      throw error;
    }
  }

  /**
   * A sentence for each variable that is set in vain.
   *
   * @param prefixes those of the program's own variables, such as `HANSE_`; an empty one is that of all
   * @param others variables that other programs ask for
   */
  warnings(prefixes: readonly string[], others: readonly string[]): readonly string[] {
    return Object.keys(this.given)
      .filter(
        (name) => prefixes.some((prefix) => name.startsWith(prefix)) && NAME.test(name) && !SERVICE_LINK.test(name),
      )
      .filter((name) => !this.#asked.has(name) && !others.includes(name) && this.given[name]?.trim() !== '')
      .map(
        (name) =>
          `${name} is set and has no effect here: it is misspelt, belongs elsewhere, or to something that is not set`,
      );
  }
}
