import { fork } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

/** A process beside this one, so that what is measured and who measures do not share a thread. */
export interface Child<Message> {
  /** The first thing that it said. */
  readonly message: Message;
  /** Ends it, and waits until it has ended. */
  end(): Promise<void>;
}

/** Starts a TypeScript file, and waits until it says something. It is to end when nobody listens any more. */
export async function runChild<Message>(file: string, args: readonly string[]): Promise<Child<Message>> {
  const child = fork(file, args, {
    execArgv: ['-r', '@swc-node/register'],
    stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
  });
  let complaints = '';
  child.stderr?.on('data', (chunk: Buffer) => (complaints += chunk.toString()));
  const exit = once(child, 'exit');
  const message = await Promise.race([firstMessage<Message>(child), exit.then(() => null)]);
  if (message === null) {
    throw new Error(`${file} ended: ${complaints}`);
  }
  return {
    message,
    async end() {
      if (child.connected) child.disconnect();
      await exit;
    },
  };
}

async function firstMessage<Message>(child: ChildProcess): Promise<Message> {
  const [message] = (await once(child, 'message')) as [Message];
  return message;
}
