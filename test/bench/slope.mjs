/** Least squares over pairs of time (ms) and value: by how much the value grows in a minute. */
export function slopePerMinute(points) {
  const mean = (of) => points.reduce((sum, point) => sum + of(point), 0) / points.length;
  const [at, value] = [mean(([x]) => x), mean(([, y]) => y)];
  const spread = points.reduce((sum, [x]) => sum + (x - at) ** 2, 0);
  if (spread === 0) return 0;
  return (60_000 * points.reduce((sum, [x, y]) => sum + (x - at) * (y - value), 0)) / spread;
}
