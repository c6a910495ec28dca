/** Chance that comes the same for the same seed: mulberry32. */
export class SeededChance {
  #state: number;

  constructor(seed: number) {
    this.#state = seed >>> 0;
  }

  /** At least 0, below 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let t = this.#state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  }

  between(min: number, max: number): number {
    return min + this.next() * (max - min);
  }

  whole(min: number, max: number): number {
    return Math.floor(this.between(min, max + 1));
  }

  happens(share: number): boolean {
    return this.next() < share;
  }

  /** One of these, as often as its weight says. */
  weighted<Value extends string>(weights: Readonly<Record<Value, number>>): Value {
    const all = Object.entries<number>(weights) as [Value, number][];
    let rest = this.next() * all.reduce((sum, [, weight]) => sum + weight, 0);
    for (const [value, weight] of all) {
      rest -= weight;
      if (rest < 0) return value;
    }
    return (all.at(-1) as [Value, number])[0];
  }
}
