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
  const shifts: number[] = [];
  let shift = 0;
  desired.forEach((_, i) => {
    shifts.push(shift);
    shift += gaps[i] ?? 0;
  });
  const pools: { sum: number; weight: number; count: number }[] = [];
  desired.forEach((d, i) => {
    const weight = Math.max(weights[i] ?? 1, 1e-6);
    let pool = { sum: (d - (shifts[i] ?? 0)) * weight, weight, count: 1 };
    let last = pools[pools.length - 1];
    while (last && last.sum / last.weight > pool.sum / pool.weight) {
      pools.pop();
      pool = {
        sum: last.sum + pool.sum,
        weight: last.weight + pool.weight,
        count: last.count + pool.count,
      };
      last = pools[pools.length - 1];
    }
    pools.push(pool);
  });
  const flat = pools.flatMap(p =>
    new Array<number>(p.count).fill(Math.round(p.sum / p.weight)),
  );
  return flat.map((value, i) => value + (shifts[i] ?? 0));
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
