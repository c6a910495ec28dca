/** Milliseconds by the clock that each part of a night took, added up. */
export class Spent {
  readonly #ms = new Map<string, number>();

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
    const longest = [...this.#ms].sort(([, a], [, b]) => b - a).slice(0, howMany);
    return Object.fromEntries(longest.map(([part, ms]) => [part, Math.round(ms / nights)]));
  }
}
