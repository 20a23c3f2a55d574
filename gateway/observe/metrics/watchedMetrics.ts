import { Counter, Gauge } from 'prom-client';
import type { Registry } from 'prom-client';

/** What of the hub itself is looked at whenever the figures are read. */
export interface PartsWatched {
  /** Files that the hub reads again while it runs, by what they hold. Undefined for what this hub is not told. */
  readonly files: Readonly<Record<'network' | 'keys' | 'questions', { readonly isRefused: () => boolean } | undefined>>;
  /** Undefined until the engine runs. */
  readonly planCache: () => PlanCacheStatistics | undefined;
  /** Undefined where no city dials out to one. */
  readonly relay?: { readonly isUp: boolean } | undefined;
  /** Undefined where nothing is written down. */
  readonly audit: { readonly isFailing: () => boolean } | undefined;
}

export function watchFiles({ files }: PartsWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_file_refused',
    help: '1 for a file that cannot be used as it is, so that the last good one holds.',
    labelNames: ['file'] as const,
    registers,
    collect() {
      for (const [file, watched] of Object.entries(files)) {
        if (watched) this.set({ file }, watched.isRefused() ? 1 : 0);
      }
    },
  });
}

export function watchRelay({ relay }: PartsWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_relay_lost',
    help: '1 while the relay cannot be had to which cities dial out. Always 0 for a hub that has none.',
    registers,
    collect() {
      this.set(relay?.isUp === false ? 1 : 0);
    },
  });
}

export function watchAudit({ audit }: PartsWatched, registers: Registry[]): void {
  new Gauge({
    name: 'hanse_hub_audit_failing',
    help: '1 when the last search could not be written into the audit trail. Always 0 for a hub that keeps none.',
    registers,
    collect() {
      this.set(audit?.isFailing() === true ? 1 : 0);
    },
  });
}

export function watchPlanCache({ planCache }: PartsWatched, registers: Registry[]): void {
  new Counter({
    name: 'hanse_hub_plan_cache_lookups_total',
    help: 'Query plans that were needed, by whether they were there.',
    labelNames: ['result'] as const,
    registers,
    collect() {
      this.reset();
      this.inc({ result: 'hit' }, planCache()?.hits ?? 0);
      this.inc({ result: 'miss' }, planCache()?.misses ?? 0);
    },
  });
  new Gauge({
    name: 'hanse_hub_plan_cache_plans',
    help: 'Query plans that are kept.',
    registers,
    collect() {
      this.set(planCache()?.size ?? 0);
    },
  });
}

/** How the cache of query plans does, since the hub started. */
export interface PlanCacheStatistics {
  /** Plans that were there. */
  readonly hits: number;
  /** Plans that had to be made. */
  readonly misses: number;
  /** Plans that are kept at present. */
  readonly size: number;
}
