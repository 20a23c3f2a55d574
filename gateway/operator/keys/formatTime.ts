/** For an operator to read: whole seconds, rounded up, such as `2026-11-22 12:14:03 UTC`. */
export function formatTime(time: Date): string {
  const seconds = Math.ceil(time.getTime() / 1_000);
  return new Date(seconds * 1_000).toISOString().replace('T', ' ').replace('.000Z', ' UTC');
}
