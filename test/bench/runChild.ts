import { fork } from 'node:child_process';
import { once } from 'node:events';

/** A process beside this one, so that what is measured and who measures do not share a thread. */
export interface Child<Message> {
  readonly pid: number;
  /** The first thing that it said. */
  readonly message: Message;
  /** Says something to it, and waits for what it says next. */
  ask<Answer>(question: unknown): Promise<Answer>;
  /** Ends it, and waits until it has ended. */
  end(): Promise<void>;
}

/**
 * Starts a TypeScript file, and waits until it says something. It is to end when nobody listens any more.
 *
 * @param signal ends it at once
 * @param execArgv further options of node
 * @throws when it ends before it has said anything
 */
export async function runChild<Message>(
  file: string,
  args: readonly string[],
  signal: AbortSignal,
  execArgv: readonly string[] = [],
): Promise<Child<Message>> {
  signal.throwIfAborted();
  const child = fork(file, args, {
    execArgv: [...execArgv, '--no-enable-source-maps', '-r', './register.js'],
    // As the images and the host page have it: graphql-js checks more of each value in development, and to make a stack by a
    // source map, which they do not have, takes twenty times as long as to make an error.
    env: { ...process.env, NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const kill = (): void => void child.kill('SIGKILL');
  signal.addEventListener('abort', kill);
  const exit = once(child, 'exit').then(() => {
    signal.removeEventListener('abort', kill);
    return null;
  });
  const hear = async <Heard>(): Promise<Heard> => {
    const heard = await Promise.race([once(child, 'message') as Promise<[Heard]>, exit]);
    if (heard === null) throw new Error(`${file} ended: ${complaints}`);
    return heard[0];
  };
  return {
    message: await hear<Message>(),
    pid: child.pid ?? 0,
    async ask<Answer>(question: unknown) {
      const answer = hear<Answer>();
      if (child.connected) child.send(question as Record<string, unknown>);
      return await answer;
    },
    async end() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}
