import type { Bench, Figure, Row } from '../Bench';
import { figure, toRow } from '../figures';
import type { Abuse } from './Abuse';
import { listAbuses } from './abuses';
import { createAbuseClient } from './createAbuseClient';
import type { Cost } from './measureAbuse';
import { measureAbuse } from './measureAbuse';
import type { Flood } from './measureFlood';
import { FLOOD_MS, measureFlood, measureIdle, QUICK_FLOOD_MS } from './measureFlood';
import type { AbuseBed } from './openAbuse';
import { openAbuse } from './openAbuse';

const KB = 1024;
/** For a request of up to 1 KB and for each further KB, of hub and city together; for each page of a table. */
const MAX_CPU_MS = 300;
const MAX_HOLD_MS = 50;
const MAX_SHARE = 0.1;
/** As an operator has it who sets nothing. */
const PER_MINUTE = 1_200;

/**
 * The worst requests that are known, one by one and without a limit of how many there may be; then a minute in which one
 * address sends those that cost the hub most, the city most, and most for their size, with the usual limit.
 */
export const abuseBench: Bench = {
  name: 'abuse',
  async run(options, tell) {
    const bed = await openAbuse(options, tell);
    try {
      const abuses = listAbuses(bed);
      const costs = new Map<Abuse, readonly Cost[]>();
      const hub = await bed.startHub(0);
      const client = createAbuseClient(hub.url, '127.0.0.1', 1);
      try {
        for (const [index, abuse] of abuses.entries()) {
          tell(`${index + 1} of ${abuses.length}: ${abuse.name}`);
          costs.set(abuse, await measureAbuse(abuse, hub, client, options));
        }
      } finally {
        await client.close();
        await hub.end();
      }
      const floods = await flood(bed, costs, options, tell);
      const each = [...costs].map(([abuse, rounds]) => describeCost(abuse, rounds));
      const all = [...each, ...floods.map(describeFlood)];
      return { rows: all.map(({ row }) => row), figures: all.flatMap(({ figures }) => figures) };
    } finally {
      tell('ending');
      await bed.close();
    }
  },
};

interface Described {
  readonly row: Row;
  readonly figures: readonly Figure[];
}

function describeCost({ name }: Abuse, rounds: readonly Cost[]): Described {
  const { status, code, requestBytes, answerBytes, pages } = rounds.at(-1)!;
  const perKb = (costOf: (cost: Cost) => number) => rounds.map((cost) => costOf(cost) / sizeOf(cost));
  const hub = figure(
    `${name}: CPU of the hub for a KB`,
    'ms',
    perKb(({ spent }) => spent.hub),
  );
  const city = figure(
    `${name}: of the city`,
    'ms',
    perKb(({ spent }) => spent.city + spent.database),
  );
  const both = figure(`${name}: of both`, 'ms', perKb(allOf), {
    promise: { atMost: MAX_CPU_MS },
  });
  const held = figure(
    `${name}: longest hold of the hub`,
    'ms',
    rounds.map(({ spent }) => spent.longestHold),
    {
      promise: { atMost: MAX_HOLD_MS },
    },
  );
  const figures = [hub, city, both, held];
  return {
    row: {
      target: name,
      status,
      code,
      requestBytes,
      answerBytes,
      pages,
      hubMs: rounds.map(({ spent }) => spent.hub),
      cityMs: rounds.map(({ spent }) => spent.city),
      databaseMs: rounds.map(({ spent }) => spent.database),
      limits: figures.map(toRow),
    },
    figures,
  };
}

/** In KB of the request, at least one, or in pages of a table. */
function sizeOf({ requestBytes, pages }: Cost): number {
  return Math.max(1, requestBytes / KB, pages);
}

function allOf({ spent }: Cost): number {
  return spent.hub + spent.city + spent.database;
}

interface NamedFlood extends Flood {
  readonly name: string;
}

async function flood(
  bed: AbuseBed,
  costs: ReadonlyMap<Abuse, readonly Cost[]>,
  options: Parameters<Bench['run']>[0],
  tell: (what: string) => void,
): Promise<readonly NamedFlood[]> {
  const worst = (costOf: (cost: Cost) => number): Abuse =>
    [...costs].reduce((one, other) => (costOf(other[1][0]!) > costOf(one[1][0]!) ? other : one))[0];
  const chosen = new Set([
    worst(({ spent }) => spent.hub),
    worst(({ spent }) => spent.city + spent.database),
    worst((cost) => allOf(cost) / sizeOf(cost)),
  ]);
  // What a minute allows, in a shorter time: nothing comes back within it.
  const hub = await bed.startHub(options.quick ? (PER_MINUTE * QUICK_FLOOD_MS) / FLOOD_MS : PER_MINUTE);
  tell('nobody asks');
  const idle = await measureIdle(hub, options);
  const floods: NamedFlood[] = [];
  for (const [index, abuse] of [...chosen].entries()) {
    tell(`as fast as the limits allow: ${abuse.name}`);
    // Each from an address of its own, whose minute has not begun.
    const measured = await measureFlood(abuse, `127.0.0.${index + 2}`, hub, idle, options);
    floods.push({ name: abuse.name, ...measured });
  }
  return floods;
}

function describeFlood({ name, shares, ...row }: NamedFlood): Described {
  const promised = { promise: { atMost: MAX_SHARE } };
  const figures = [
    figure(`from one address, ${name}: share of a core of the hub`, '', [shares.hub], promised),
    figure(`from one address, ${name}: of the city`, '', [shares.city], promised),
  ];
  return { row: { target: `from one address: ${name}`, ...row, limits: figures.map(toRow) }, figures };
}
