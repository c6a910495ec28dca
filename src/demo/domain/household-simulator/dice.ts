/** Seeded randomness: the same seed is the same simulated town on every machine. */
export interface Dice {
  /** Uniform in [0, 1). */
  roll(): number;
  /** A whole number from `low` to `high`, both included. */
  between(low: number, high: number): number;
  pick<Item>(items: readonly [Item, ...Item[]]): Item;
  /** True with probability `chance`. */
  happens(chance: number): boolean;
  /** Around 1, skewed like household use: the exponential of a normal with standard deviation `spread`. */
  around(spread: number): number;
}

/** Mulberry32 (public domain, Tommy Ettinger): plenty for a demo, never for a secret. */
export function dice(seed: number): Dice {
  // Signed, which the bits do not notice: V8 keeps 32 signed bits in place, an unsigned number in an object a roll.
  let state = seed | 0;
  const roll = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    roll,
    between: (low, high) => low + Math.floor(roll() * (high - low + 1)),
    pick: (items) => items[Math.floor(roll() * items.length)] ?? items[0],
    happens: (chance) => roll() < chance,
    around: (spread) => Math.exp(spread * Math.sqrt(-2 * Math.log(1 - roll())) * Math.cos(2 * Math.PI * roll())),
  };
}
