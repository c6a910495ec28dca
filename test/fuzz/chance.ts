/** Chance that a seed decides, the same everywhere: what a number draws is drawn again by the same number. */
export interface Chance {
  /** A whole number from 0 to below `below`. */
  below(below: number): number;
  /** True once in `times`. */
  onceIn(times: number): boolean;
  pick<Value>(values: readonly Value[]): Value;
}

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  // Mulberry32: 32 bits of state are plenty to choose what to type.
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    onceIn: (times) => below(times) === 0,
    pick(values) {
      const value = values[below(values.length)];
      if (value === undefined) throw new Error('nothing to pick from');
      return value;
    },
  };
}
