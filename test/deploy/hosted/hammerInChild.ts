import { Agent } from 'undici';

/**
 * Asks one city without a pause, on so many connections, until its parent leaves; tells the parent when it begins, and
 * how many answers it has when asked for that.
 * In a process of its own, so that who measures does not wait for it.
 */
const [, , url = '', connections = '1', token = '', body = ''] = process.argv;
const agent = new Agent({ connections: Number(connections), pipelining: 1 });
const { origin, pathname: path } = new URL(url);
const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };

let answers = 0;

async function hammer(): Promise<void> {
  for (;;) {
    try {
      const response = await agent.request({ origin, path, method: 'POST', headers, body });
      await response.body.dump();
      answers += 1;
    } catch {
      // A city that ends connections is asked on.
    }
  }
}

process.on('message', () => process.send?.(answers));
process.on('disconnect', () => process.exit());
for (let client = 0; client < Number(connections); client += 1) void hammer();
process.send?.('hammering');
