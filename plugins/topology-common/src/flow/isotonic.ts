/**
 * The places nearest to the desired ones (weighted least squares) that keep the order
 * and the distances: place i + 1 is at least `gaps[i]` after place i.
 * Pool adjacent violators; whole numbers when the gaps are whole.
 */
export function spread(
  desired: readonly number[],
  weights: readonly number[],
  gaps: readonly number[],
): number[] {
  const size = desired.length;
  const shifts = new Float64Array(size);
  for (let i = 1; i < size; i += 1) {
    shifts[i] = (shifts[i - 1] ?? 0) + (gaps[i - 1] ?? 0);
  }
  // pools of elements that touch: mean place, weight and number of elements
  const means = new Float64Array(size);
  const masses = new Float64Array(size);
  const counts = new Int32Array(size);
  let pools = 0;
  for (let i = 0; i < size; i += 1) {
    let mean = (desired[i] ?? 0) - (shifts[i] ?? 0);
    let mass = Math.max(weights[i] ?? 1, 1e-6);
    let count = 1;
    while (pools > 0 && (means[pools - 1] ?? 0) > mean) {
      pools -= 1;
      const other = masses[pools] ?? 0;
      mean = ((means[pools] ?? 0) * other + mean * mass) / (other + mass);
      mass += other;
      count += counts[pools] ?? 0;
    }
    means[pools] = mean;
    masses[pools] = mass;
    counts[pools] = count;
    pools += 1;
  }
  const places: number[] = [];
  for (let pool = 0; pool < pools; pool += 1) {
    const place = Math.round(means[pool] ?? 0);
    for (let k = counts[pool] ?? 0; k > 0; k -= 1) {
      places.push(place + (shifts[places.length] ?? 0));
    }
  }
  return places;
}

/** As `spread` with one gap, but from `low` to `high`; the gap shrinks where there is no room for it. */
export function spreadWithin(
  desired: readonly number[],
  gap: number,
  low: number,
  high: number,
): number[] {
  const count = desired.length;
  const room = count > 1 ? (high - low) / (count - 1) : gap;
  const step = room >= gap ? gap : Math.max(0, room);
  const places = spread(
    desired,
    desired.map(() => 1),
    desired.map(() => step),
  );
  return places.map((place, i) =>
    Math.round(
      Math.min(high - (count - 1 - i) * step, Math.max(low + i * step, place)),
    ),
  );
}
