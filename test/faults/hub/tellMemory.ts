/**
 * Preloaded into a hub, whose own files stay as they are. Whenever the parent process says something, it is told the bytes
 * of the heap that are in use once garbage was collected. The hub ends when its parent does.
 */
process.on('message', () => {
  globalThis.gc?.();
  process.send?.(process.memoryUsage().heapUsed);
});
process.on('disconnect', () => process.exit(1));
// Nobody waits for the parent's questions.
process.channel?.unref();
