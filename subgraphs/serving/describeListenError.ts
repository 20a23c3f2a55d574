/**
 * What a person is to do about a port that cannot be had, which the variables `PORT`, `HOST`, `METRICS_PORT` and
 * `METRICS_HOST` name. Undefined for any other error.
 */
export function describeListenError(
  error: unknown,
  { HOST, METRICS_HOST, METRICS_PORT }: Readonly<Record<string, string | undefined>>,
): string | undefined {
  if (!(error instanceof Error)) return undefined;
  const { code, port, syscall, hostname } = error as NodeJS.ErrnoException &
    Partial<Record<'port' | 'hostname', string>>;
  if (syscall === 'listen' && (code === 'EADDRINUSE' || code === 'EACCES')) {
    const variable = String(port) === METRICS_PORT ? 'METRICS_PORT' : 'PORT';
    const fault = code === 'EADDRINUSE' ? 'is taken' : 'is not for this user';
    return `Port ${port ?? ''} ${fault}. Choose another one with ${variable}.`;
  }
  // Other names may be of a database.
  const isOwnName = syscall === 'getaddrinfo' && (hostname === HOST || hostname === METRICS_HOST);
  if (syscall === 'listen' || isOwnName) {
    return `Cannot listen (${error.message}). HOST and METRICS_HOST must be addresses of this machine.`;
  }
  return undefined;
}
