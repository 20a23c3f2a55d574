import { databaseNames } from './starterFiles';
import type { StarterOptions, StarterSecrets } from './starterFiles';

/**
 * The text of `city.env`: all settings of a server, each explained. Those that are commented out show their defaults. It
 * is read by node (`--env-file`), by systemd (`EnvironmentFile=`) and by Docker (`--env-file`), so it has no quotes and no
 * comment behind a value.
 */
export function writeCityEnv(
  options: StarterOptions,
  { runtimePassword, cursorKey }: StarterSecrets,
  erasedFile: string,
): string {
  const { database, runtime } = databaseNames(options);
  const { cityId, databaseAddress, hubUrl, listen } = options;
  return `# Settings of the server of ${cityId}: "city serve --env-file city.env". A variable that is set already wins.
# This file has the password of a role that can only read, and a secret. Nobody but the service needs it.

# The city's slug in the network. It is part of every id: never change it once the city has joined.
CITY_ID=${cityId}

# --- Database -------------------------------------------------------------------------------------------------------

# The role that serves. It reads, and writes the disclosure log; "city migrate" gives it these rights and no others.
DATABASE_URL=postgres://${runtime}:${runtimePassword}@${databaseAddress}/${database}

# Refuse to serve with a role that could change the schema or the data. Without it the server only warns.
REQUIRE_RUNTIME_ROLE=true

# Connections that are open at most. The sum over all servers has to stay below PostgreSQL's max_connections.
#DATABASE_POOL_SIZE=10

# How long a statement may take, wait for a lock, and leave a transaction idle, in milliseconds; 0 is no limit. The hub
# waits for a few seconds at most.
#DATABASE_STATEMENT_TIMEOUT_MS=10000
#DATABASE_LOCK_TIMEOUT_MS=5000
#DATABASE_IDLE_TRANSACTION_TIMEOUT_MS=30000

# Whether a pooler stands between that gives a session to one transaction at a time, such as PgBouncer with
# "pool_mode = transaction". It takes none of the three limits above: set them for the role instead.
#DATABASE_TRANSACTION_POOLING=false

# --- Hub ------------------------------------------------------------------------------------------------------------

# Where the hub publishes its public keys: a URL, or the path of a file. Only calls that the hub has signed for this city
# are answered. Keys may change while the server runs. The URL has to be one with https: whoever changed the keys on their
# way could ask this city anything. CITY_ALLOW_HTTP_KEYS=true takes http, too, for a hub beside the city in a network of
# containers; on this machine itself it is taken anyway.
HUB_JWKS=${hubUrl}/.well-known/jwks.json
#CITY_ALLOW_HTTP_KEYS=false

# How the hub names itself in its signatures.
#HUB_ISSUER=hanse-hub

# Where the hub's address has a certificate of a private authority, or wants to see one of this server: files in PEM. The
# authority stands in place of all that this machine trusts; the key has no passphrase. Renewed files are taken without a restart.
#HUB_TLS_CA=
#HUB_TLS_CERT=
#HUB_TLS_KEY=

# Take calls alone whose token is bound to their body, and each of them once: for a hub that does not reach this server over
# TLS from end to end, as behind a proxy that is not yours. The hub's operator writes "bind: body" into the city's entry first.
#CITY_REQUIRE_BOUND_CALLS=false

# Where this server dials out to, if the city has no address that the hub reaches: the network's relay, such as
# tls://relay.example:4222, or wss://relay.example through a proxy (HTTPS_PROXY); and the file with this city's secret
# there. The hub's keys come with its calls then; HUB_JWKS may be a file that the hub's operator gave you.
#CITY_NATS_URL=
#CITY_NATS_CREDENTIALS=

# The same for the relay; renewed files are taken at the next connection.
#CITY_NATS_TLS_CA=
#CITY_NATS_TLS_CERT=
#CITY_NATS_TLS_KEY=

# For development alone, instead of HUB_JWKS: answer everybody, as an anonymous viewer.
#CITY_ALLOW_UNSIGNED=false

# --- Server ---------------------------------------------------------------------------------------------------------

# Where to listen for the hub. A reverse proxy with TLS stands in front of it: see "Host a city in an afternoon".
HOST=${listen.host}
PORT=${listen.port}

# Where to tell figures in the format of Prometheus (/metrics). They have no personal data, but are nobody's business:
# the port is another than the hub's, and on this machine alone. Without METRICS_PORT there are none.
METRICS_HOST=127.0.0.1
METRICS_PORT=${listen.port === 9401 ? 9402 : 9401}

# How long the server waits, when it ends, for clients to leave before it closes their idle connections, in milliseconds.
#SHUTDOWN_GRACE_MS=2000

# --- Data protection ------------------------------------------------------------------------------------------------

# The secret that seals the cursors of lists, which hold names. All servers of the city need the same; without it, a cursor
# is of no use after a restart. To exchange it, write the new one, a comma and the old one, and drop the old one a day later.
CITY_CURSOR_KEYS=${cursorKey}

# The smallest count of staff that share a language, a role or a concept that strangers are told; values that fewer share are
# left out. The hub tells strangers no count below 3 anyway, unless its operator says otherwise.
#CITY_MIN_COUNT=1

# Whether hits bring the records that they name where the hub asks for that, which saves it a second question. What is for
# members alone comes with hits only if the hub's operator has it so. Without it, the hub asks for the records of a page.
#CITY_RECORDS_WITH_HITS=true

# For how many days the disclosure log tells which member of the network was given or told what of whom.
#CITY_DISCLOSURE_DAYS=365

# The marks of persons that "city forget" has erased, kept beside the database as well. When the database was restored from
# before an erasure, neither the server nor an import runs until "city forget --again" has made it good. Keep a copy of the
# file; never take anything out of it. The server only reads it.
CITY_ERASED_FILE=${erasedFile}

# Switches off what is for development.
NODE_ENV=production
`;
}
