/** Milliseconds by the clock that each part of a night took, added up. */
export class Spent {
  readonly #ms = new Map<string, number>();
  #before = new Map<string, number>();

  async on<T>(part: string, work: () => Promise<T>): Promise<T> {
    const from = performance.now();
    try {
      return await work();
    } finally {
      this.#ms.set(part, (this.#ms.get(part) ?? 0) + performance.now() - from);
    }
  }

  /** Milliseconds a night of the parts that take longest, the longest first. */
  aNight(nights: number, howMany: number): Readonly<Record<string, number>> {
    return longestOf(this.#ms, nights, howMany);
  }

  /** The same of the nights since it was asked last. */
  aNightLately(nights: number, howMany: number): Readonly<Record<string, number>> {
    const lately = [...this.#ms].map(([part, ms]) => [part, ms - (this.#before.get(part) ?? 0)] as const);
    this.#before = new Map(this.#ms);
    return longestOf(lately, nights, howMany);
  }
}

function longestOf(ms: Iterable<readonly [string, number]>, nights: number, howMany: number) {
  const longest = [...ms].sort(([, a], [, b]) => b - a).slice(0, howMany);
  return Object.fromEntries(longest.map(([part, of]) => [part, Math.round(of / nights)]));
}
