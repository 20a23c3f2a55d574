import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import type { HitsOf, MayBreakOff, Verdict } from './search';
import { checkAnswer, searchBody } from './search';

/** What became of all searches of a load. */
export interface Outcome {
  /** What the right answers say of the cities. */
  readonly right: readonly Verdict[];
  /** How many clients left because nobody accepted their connection. */
  readonly refused: number;
  /** What was wrong with every other request. */
  readonly failures: readonly string[];
}

export interface Load {
  /** Right answers so far. */
  readonly count: number;
  /** Resolves after so many further right answers; rejects when none comes any more. */
  more(answers: number): Promise<void>;
  /** Waits for the answers under way. */
  stop(): Promise<Outcome>;
}

export interface LoadOptions {
  /** Origins. A client asks the first one. */
  readonly urls: readonly string[];
  readonly hitsOf: HitsOf;
  /** Clients that keep their connections. */
  readonly kept?: number;
  /** Clients that open a connection for each request. */
  readonly fresh?: number;
  /** Whether a client sends what failed to the next hub, and leaves when none accepts connections. */
  readonly retry?: boolean;
  /** From an answer to a client's next search, in milliseconds. */
  readonly pauseMs?: number;
  /** As of `checkAnswer`. */
  readonly mayBreakOff?: MayBreakOff;
}

type Send = (url: string, body: string) => Promise<{ readonly status: number; readonly body: string }>;

const JSON_BODY = { 'content-type': 'application/json' };
const PATIENCE_MS = 30_000;
const LOOK_MS = 5;

/** Searches from several clients, each one search after the other, until it is stopped. */
export function startLoad({
  urls,
  hitsOf,
  kept = 0,
  fresh = 0,
  retry = false,
  pauseMs = 0,
  mayBreakOff,
}: LoadOptions): Load {
  const right: Verdict[] = [];
  const failures: string[] = [];
  let refused = 0;
  let stopped = false;
  const pools = new Map(urls.map((url) => [url, new Pool(url, { connections: Math.max(1, kept), pipelining: 1 })]));

  async function run(send: Send): Promise<void> {
    let turn = 0;
    while (!stopped) {
      const body = searchBody();
      for (let trial = 1; ; trial++) {
        const fault = await sendOnce(send, urls[turn % urls.length]!, body);
        if (fault === undefined) break;
        turn++;
        if (retry && trial < 3 * urls.length) continue;
        if (fault === 'REFUSED') {
          refused++;
          return;
        }
        failures.push(fault);
        break;
      }
      if (pauseMs > 0) await sleep(pauseMs);
    }
  }

  /** What was wrong; undefined when nothing was. */
  async function sendOnce(send: Send, url: string, body: string): Promise<string | undefined> {
    try {
      const answer = await send(url, body);
      if (answer.status !== 200) return `HTTP ${answer.status}: ${answer.body.slice(0, 500)}`;
      right.push(checkAnswer(answer.body, hitsOf, mayBreakOff));
      return undefined;
    } catch (error) {
      const { code = '', message } = error as NodeJS.ErrnoException;
      return code === 'ECONNREFUSED' ? 'REFUSED' : `${code} ${message}`;
    }
  }

  const sendKept: Send = async (url, body) => {
    const answer = await pools.get(url)!.request({ method: 'POST', path: '/graphql', headers: JSON_BODY, body });
    return { status: answer.statusCode, body: await answer.body.text() };
  };
  const clients = Promise.all([
    ...Array.from({ length: kept }, () => run(sendKept)),
    ...Array.from({ length: fresh }, () => run(sendFresh)),
  ]);
  return {
    get count() {
      return right.length;
    },
    async more(answers) {
      const enough = right.length + answers;
      const startedAt = Date.now();
      while (right.length < enough) {
        if (Date.now() > startedAt + PATIENCE_MS) throw new Error(`No answers: ${failures.join('\n')}`);
        await sleep(LOOK_MS);
      }
    },
    async stop() {
      stopped = true;
      await clients;
      await Promise.all([...pools.values()].map((pool) => pool.close()));
      return { right, refused, failures };
    },
  };
}

/** Over a connection of its own. */
function sendFresh(url: string, body: string): ReturnType<Send> {
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/graphql`, { method: 'POST', headers: JSON_BODY, agent: false }, (answer) => {
      text(answer).then((read) => {
        resolve({ status: answer.statusCode ?? 0, body: read });
      }, reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
