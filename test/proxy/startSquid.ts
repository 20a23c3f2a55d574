import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { findFreePort } from '../../gateway/demo/postgres/findFreePort';
import { untilListening } from '../until';

/** A forward proxy that lets in whoever knows its password, on the loopback address. */
export interface TestSquid {
  /** With name and password, as HTTPS_PROXY has it. */
  readonly url: string;
  readonly port: number;
  kill(): Promise<void>;
}

/** As `openssl passwd -apr1 'secret word'` wrote it. */
const HASH = '$apr1$xQJkEQKP$YV/bCPiQR4Dy7eF58yW1e.';

/** What it takes to open the TLS that goes through, which Debian's `squid-openssl` can and its `squid` cannot. */
export interface TlsEnding {
  /** The program that makes certificates for it: `security_file_certgen`. */
  readonly certgen: string;
  /** Signs a certificate for each host, in PEM; whoever asks has to trust it. */
  readonly authority: { readonly cert: string; readonly key: string };
  /** Whom it trusts itself, in PEM. */
  readonly trusted: string;
}

/** @param ending left out for one that passes TLS on as it is */
export async function startSquid(executable: string, givenPort?: number, ending?: TlsEnding): Promise<TestSquid> {
  const port = givenPort ?? (await findFreePort());
  const folder = mkdtempSync(join(tmpdir(), 'hanse-squid-'));
  // It gives up its rights where it is started with all.
  chmodSync(folder, 0o777);
  writeFileSync(join(folder, 'passwords'), `town:${HASH}\n`);
  writeFileSync(
    join(folder, 'squid.conf'),
    `http_port 127.0.0.1:${port}${ending === undefined ? '' : await endTls(folder, ending)}
auth_param basic program /usr/lib/squid/basic_ncsa_auth ${join(folder, 'passwords')}
acl known proxy_auth REQUIRED
http_access allow known
http_access deny all
cache deny all
access_log none
cache_log ${join(folder, 'cache.log')}
pid_filename none
coredump_dir ${folder}
shutdown_lifetime 0 seconds
`,
  );
  const child = spawn(executable, ['-N', '-f', join(folder, 'squid.conf')], { cwd: folder, stdio: 'ignore' });
  const exit = once(child, 'exit');
  await untilListening(port, child, () => 'squid ended at once.');
  return {
    url: `http://town:secret%20word@127.0.0.1:${port}`,
    port,
    kill: async () => {
      child.kill('SIGKILL');
      await exit;
      rmSync(folder, { recursive: true });
    },
  };
}

/** What ends the line of its port, and the lines behind it. */
async function endTls(folder: string, { certgen, authority, trusted }: TlsEnding): Promise<string> {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('authority.pem'), `${authority.cert}${authority.key}`);
  writeFileSync(at('trusted.pem'), trusted);
  await promisify(execFile)(certgen, ['-c', '-s', at('made'), '-M', '4MB']);
  for (const name of ['made', 'made/certs', 'made/index.txt', 'made/size']) chmodSync(at(name), 0o777);
  return ` ssl-bump generate-host-certificates=on tls-cert=${at('authority.pem')}
sslcrtd_program ${certgen} -s ${at('made')} -M 4MB
http_upgrade_request_protocols websocket allow all
tls_outgoing_options cafile=${at('trusted.pem')}
acl begins at_step SslBump1
ssl_bump peek begins
ssl_bump bump all`;
}
