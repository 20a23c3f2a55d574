import { callSubject, cancelSubject, HUB_INBOX, QUEUE_GROUP } from '../../subgraphs/contract/relay';
import type { Network } from '../../subgraphs/directory/network/Network';

/** Messages of one answer at most, of 256 kB each. */
const MAX_PARTS = 4_096;
/** Longer than any query takes (`HANSE_MAX_TIMEOUT_MS`). */
const ANSWER_SECONDS = 130;

/**
 * Who may do what at the relay, as a part of a NATS server's configuration:
 * https://docs.nats.io/running-a-nats-service/configuration/securing_nats/authorization
 *
 * A hub may call cities and hear answers to hubs. A city may hear its own calls, in the queue group of its servers alone, and
 * may publish nothing but answers to calls that it was given (`allow_responses`): whoever could publish where answers are
 * heard could answer for any city.
 *
 * @param hubKeys the public nkeys of the hubs
 */
export function writeRelayUsers({ cities }: Network, hubKeys: readonly string[]): string {
  const hubs = hubKeys.map((key) =>
    user(key, [
      `publish: { allow: ["${callSubject('*')}", "${cancelSubject('*')}"] }`,
      `subscribe: { allow: ["${HUB_INBOX}.>"] }`,
    ]),
  );
  const ofCities = [...cities.values()].flatMap(({ id, relayKeys = [] }) =>
    relayKeys.map((key) =>
      user(key, [
        'publish: { deny: [">"] }',
        `subscribe: { allow: ["${callSubject(id)} ${QUEUE_GROUP}", "${cancelSubject(id)}"] }`,
        `allow_responses: { max: ${MAX_PARTS}, expires: "${ANSWER_SECONDS}s" }`,
      ]),
    ),
  );
  return `# Written by "hub relay users" from the network's file, for a nats-server: include it in its configuration, and have the
# server take it over with "nats-server --signal reload". What is changed here is lost.
authorization {
  users: [
${[...hubs, ...ofCities].map((line) => `    ${line}\n`).join('')}  ]
}
`;
}

function user(key: string, permissions: readonly string[]): string {
  return `{ nkey: "${key}", permissions: { ${permissions.join(', ')} } }`;
}
