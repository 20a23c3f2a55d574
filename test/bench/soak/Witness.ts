import type { HitsOf, Verdict } from '../../faults/hub/search';
import { checkAnswer, WrongAnswerError } from '../../faults/hub/search';

/** How long after a change an answer may still, or already, be either way. In milliseconds. */
export interface Patience {
  /** A city that failed is well again: its breaker has to close, and where it was quarantined, it has to be visited. */
  readonly recoveryMs: number;
  /** The network's file has changed: it is read once it was quiet for a moment. */
  readonly registryMs: number;
  /** A city begins to fail: what it was asked before is still answered. */
  readonly failureMs: number;
}

/** What a right answer says. */
export interface Testimony extends Verdict {
  /** Cities that are well and were too slow for the hub. */
  readonly late: readonly string[];
}

interface Standing {
  isWell: boolean;
  conductAt: number;
  isAsked: boolean;
  registryAt: number;
}

/** Knows how each city really stands, and holds what the hub says of it against that. */
export class Witness {
  readonly #cities: ReadonlyMap<string, Standing>;

  /** All cities are well and are asked, and have been for long. */
  constructor(
    cityIds: readonly string[],
    private readonly hitsOf: HitsOf,
    private readonly patience: Patience,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.#cities = new Map(
      cityIds.map((id) => [id, { isWell: true, conductAt: -Infinity, isAsked: true, registryAt: -Infinity }]),
    );
  }

  /** To be told right before a city fails, and right after it is well again. */
  conduct(cityId: string, isWell: boolean): void {
    Object.assign(this.#standingOf(cityId), { isWell, conductAt: this.now() });
  }

  /** To be told right before the network's file is replaced, and again right after. A move is told of, too. */
  registry(cityId: string, isAsked: boolean): void {
    Object.assign(this.#standingOf(cityId), { isAsked, registryAt: this.now() });
  }

  /**
   * A city that is well may have been too slow for the hub on a machine that has other things to do, where the hub says so;
   * whatever else is said of it is wrong.
   *
   * @param askedAt when the search was begun
   * @throws WrongAnswerError when the answer is not what the cities have, or says of a city what cannot be so
   */
  check(text: string, askedAt: number): Testimony {
    const isWell = (cityId: string): boolean => this.#isSteadilyWell(cityId, askedAt);
    const verdict = checkAnswer(text, this.hitsOf, (cityId, code) => code === 'CITY_TIMED_OUT' || !isWell(cityId));
    const late = [...verdict.brokenOff.keys()].filter(isWell);
    for (const [cityId, { isWell: isUp, conductAt, isAsked, registryAt }] of this.#cities) {
      // What has changed since is changed after that time, too.
      if (registryAt > askedAt - this.patience.registryMs) continue;
      const answered = verdict.answered.includes(cityId);
      const named = answered || verdict.failed.has(cityId);
      const wrong = (what: string): never => {
        throw new WrongAnswerError(`${cityId} ${what}: ${text.slice(0, 3_000)}`);
      };
      if (named !== isAsked) wrong(isAsked ? 'was not asked' : 'was asked');
      if (!isAsked) continue;
      if (!answered && isWell(cityId)) {
        if (verdict.failed.get(cityId) !== 'TIMED_OUT') wrong('is well and did not answer');
        late.push(cityId);
      }
      if (answered && !isUp && conductAt < askedAt - this.patience.failureMs) wrong('fails and is said to answer');
    }
    const strangers = [...verdict.answered, ...verdict.failed.keys()].filter((id) => !this.#cities.has(id));
    if (strangers.length > 0) throw new WrongAnswerError(`There is no city ${strangers.join()}: ${text}`);
    return { ...verdict, late };
  }

  #isSteadilyWell(cityId: string, askedAt: number): boolean {
    const { isWell, conductAt, isAsked, registryAt } = this.#standingOf(cityId);
    const { recoveryMs, registryMs } = this.patience;
    return isWell && isAsked && conductAt < askedAt - recoveryMs && registryAt < askedAt - registryMs;
  }

  #standingOf(cityId: string): Standing {
    const standing = this.#cities.get(cityId);
    if (standing === undefined) throw new WrongAnswerError(`There is no city ${cityId}.`);
    return standing;
  }
}
