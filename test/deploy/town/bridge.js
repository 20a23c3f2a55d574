const { execFileSync } = require('node:child_process');
const { connect, createServer } = require('node:net');

// Within a network namespace: holds it, and leads each port at 127.0.0.1 to a socket in the file system, which is the same
// everywhere. `node bridge.js 5432=/tmp/5432.sock ...`; says when it does.

execFileSync('ip', ['link', 'set', 'lo', 'up']);
const listening = process.argv.slice(2).map((way) => {
  const [, port, path] = /^(\d+)=(.*)$/.exec(way);
  const server = createServer((socket) => {
    const there = connect(path);
    socket.pipe(there).pipe(socket);
    socket.on('error', () => there.destroy());
    there.on('error', () => socket.destroy());
  });
  return new Promise((resolve) => server.listen(Number(port), '127.0.0.1', resolve));
});
void Promise.all(listening).then(() => process.stdout.write('open\n'));
