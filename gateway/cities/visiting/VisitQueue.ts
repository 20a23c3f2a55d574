interface VisitQueueOptions {
  /** Never rejects. */
  readonly visit: (cityId: string) => Promise<void>;
  /** Asked when a city begins to wait. */
  readonly isFailing: (cityId: string) => boolean;
}

interface Waiting {
  readonly ended: Promise<void>;
  readonly end: () => void;
}

/** Cities that wait in a line of their own. */
interface Lane {
  /** Visits at once. */
  readonly width: number;
  readonly pace: Pace;
  readonly waiting: Map<string, Waiting>;
  underWay: number;
}

/** A visit costs the hub a millisecond or less, of which queries shall notice little. */
const SOUND = { width: 24, perSecond: 120 };
/** Cities that failed may fail again, and hang: they shall not take the places of the others, nor the others theirs. */
const FAILING = { width: 8, perSecond: 30 };
const PACE_CHECK_MS = 20;

/** Cities that wait for a visit. One is visited once at a time, and waits once. */
export class VisitQueue {
  /** Whether visits follow each other as fast as they end; else they keep a pace. */
  hurries = true;
  readonly #lanes = { sound: createLane(SOUND), failing: createLane(FAILING) };
  readonly #underWay = new Map<string, Promise<void>>();
  #timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: VisitQueueOptions) {}

  /** Resolves when a visit that begins from now on has ended, or the queue was cleared. */
  add(cityId: string): Promise<void> {
    const { sound, failing } = this.#lanes;
    const known = sound.waiting.get(cityId) ?? failing.waiting.get(cityId);
    if (known !== undefined) return known.ended;
    const waiting = createWaiting();
    (this.options.isFailing(cityId) ? failing : sound).waiting.set(cityId, waiting);
    this.#startWhatMay();
    return waiting.ended;
  }

  /** Resolves when the visits under way have ended; those that wait are not made. */
  async clear(): Promise<void> {
    clearTimeout(this.#timer);
    for (const { waiting } of Object.values(this.#lanes)) {
      for (const { end } of waiting.values()) end();
      waiting.clear();
    }
    await Promise.all(this.#underWay.values());
  }

  #startWhatMay(): void {
    for (const lane of Object.values(this.#lanes)) {
      for (const [cityId, waiting] of lane.waiting) {
        if (lane.underWay >= lane.width) break;
        if (this.#underWay.has(cityId)) continue;
        if (!this.hurries && !lane.pace.start(performance.now())) {
          this.#checkLater();
          break;
        }
        lane.waiting.delete(cityId);
        this.#start(lane, cityId, waiting);
      }
    }
  }

  #start(lane: Lane, cityId: string, { end }: Waiting): void {
    lane.underWay += 1;
    const visit = this.options.visit(cityId).then(() => {
      lane.underWay -= 1;
      this.#underWay.delete(cityId);
      end();
      this.#startWhatMay();
    });
    this.#underWay.set(cityId, visit);
  }

  #checkLater(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => {
      this.#startWhatMay();
    }, PACE_CHECK_MS);
    this.#timer.unref();
  }
}

function createLane({ width, perSecond }: { readonly width: number; readonly perSecond: number }): Lane {
  return { width, pace: new Pace(perSecond, performance.now()), waiting: new Map(), underWay: 0 };
}

function createWaiting(): Waiting {
  let end: () => void = () => undefined;
  const ended = new Promise<void>((resolve) => (end = resolve));
  return { ended, end };
}

/** How many may start: so many a second in the long run, and after a rest as many at once. */
class Pace {
  #saved: number;
  #countedAt: number;

  /** Times are in milliseconds. */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.#saved = perSecond;
    this.#countedAt = now;
  }

  /** False when it is too early. */
  start(now: number): boolean {
    const earned = ((now - this.#countedAt) * this.perSecond) / 1_000;
    this.#saved = Math.min(this.perSecond, this.#saved + earned);
    this.#countedAt = now;
    if (this.#saved < 1) return false;
    this.#saved -= 1;
    return true;
  }
}
