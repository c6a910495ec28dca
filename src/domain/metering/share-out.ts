/**
 * Whole counts that add up to `total` exactly, each hour by its weight; evenly where no weight says more. Rounded at each
 * hour's end to the whole count of the stretch so far, as `layStretch` does.
 *
 * @param weights never negative
 */
export function shareOut(weights: ArrayLike<number>, total: number): Int32Array {
  const shared = new Int32Array(weights.length);
  let sum = 0;
  for (let hour = 0; hour < weights.length; hour++) sum += weights[hour] ?? 0;
  const isEven = !(sum > 0);
  if (isEven) sum = weights.length;
  let [weighed, before] = [0, 0];
  for (let hour = 0; hour < weights.length; hour++) {
    weighed += isEven ? 1 : (weights[hour] ?? 0);
    const after = hour === weights.length - 1 ? total : Math.round((total * weighed) / sum);
    shared[hour] = after - before;
    before = after;
  }
  return shared;
}
