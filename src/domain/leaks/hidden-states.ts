/** How likely what each of some hours shows is in a state, hour after hour. */
export type HourChances = Float64Array;

/** States of which each hour is in one: how likely each is to begin with, and to follow each. */
export interface Chain {
  readonly first: Float64Array;
  /** A row for each state that is left, of as many as can follow; a row adds up to one. */
  readonly moves: Float64Array;
}

export const chainOf = (first: readonly number[], moves: readonly (readonly number[])[]): Chain => ({
  first: Float64Array.from(first),
  moves: Float64Array.from(moves.flat()),
});

/** Below this a product of chances is taken out as a logarithm, so that it does not vanish. */
const small = 1e-100;

/**
 * The logarithm of how likely hours are, each of which is in one of some states that go on from hour to hour (L. R.
 * Rabiner, A Tutorial on Hidden Markov Models, Proc. IEEE 77, 1989: the forward procedure).
 */
export function likelihood(states: readonly HourChances[], { first, moves }: Chain): number {
  const count = states.length;
  const hours = states[0]?.length ?? 0;
  let now = first.slice();
  let next = new Float64Array(count);
  let sum = 0;
  for (let hour = 0; hour < hours; hour += 1) {
    let all = 0;
    for (let to = 0; to < count; to += 1) {
      let chance = 0;
      for (let from = 0; from < count; from += 1) chance += (now[from] ?? 0) * (moves[from * count + to] ?? 0);
      chance *= states[to]?.[hour] ?? 0;
      next[to] = chance;
      all += chance;
    }
    if (all < small) {
      for (let to = 0; to < count; to += 1) next[to] = (next[to] ?? 0) / all;
      sum += Math.log(all);
    }
    [now, next] = [next, now];
  }
  return sum + Math.log(now.reduce((all, chance) => all + chance, 0));
}

/** The same of two states, to the last bit: half of what a scan does, and without the inner loops a quarter of the time. */
export function likelihoodOfTwo(one: HourChances, other: HourChances, { first, moves }: Chain): number {
  const [stays = 0, leaves = 0, comes = 0, rests = 0] = moves;
  let [nowOne = 0, nowOther = 0] = first;
  let sum = 0;
  for (let hour = 0; hour < one.length; hour += 1) {
    const nextOne = (nowOne * stays + nowOther * comes) * (one[hour] ?? 0);
    nowOther = (nowOne * leaves + nowOther * rests) * (other[hour] ?? 0);
    nowOne = nextOne;
    const all = nowOne + nowOther;
    if (all < small) {
      nowOne /= all;
      nowOther /= all;
      sum += Math.log(all);
    }
  }
  return sum + Math.log(nowOne + nowOther);
}

/** The same of hours that are all in one state. */
export function likelihoodOfOne(state: HourChances): number {
  let now = 1;
  let sum = 0;
  for (let hour = 0; hour < state.length; hour += 1) {
    now *= state[hour] ?? 0;
    if (now < small) {
      sum += Math.log(now);
      now = 1;
    }
  }
  return sum + Math.log(now);
}

/** States that are as likely as each other to begin with, and of which one is left for another once in so many hours. */
export function evenChain(count: number, hoursToLeave: number): Chain {
  const to = 1 / hoursToLeave;
  return chainOf(
    Array.from({ length: count }, () => 1 / count),
    Array.from({ length: count }, (_row, from) =>
      Array.from({ length: count }, (_one, one) => (from === one ? 1 - to * (count - 1) : to)),
    ),
  );
}
