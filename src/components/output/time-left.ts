/** About how long the rest takes at the pace so far; nothing before there is a pace. */
export function timeLeftWords(done: number, left: number, elapsed: number): string {
  if (!(done > 0) || !(left > 0) || elapsed < 500) return '';
  const seconds = (elapsed / done) * left * 0.001;
  if (!Number.isFinite(seconds)) return '';
  if (seconds < 1) return 'under 1 s left';
  if (seconds < 90) return `about ${Math.round(seconds)} s left`;
  return `about ${Math.round(seconds / 60)} min left`;
}
