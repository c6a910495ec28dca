import type { Schedule, Standing } from './interleaving.ts';

/** Numbers from 0 to 1 that follow from a seed (mulberry32): the same ones on every machine. */
function numbersOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d_2b_79_f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** A seed of its own for each thing that is tried under a seed. */
export function seedOf(seed: number, name: string): number {
  let mixed = seed >>> 0;
  for (const character of name) mixed = Math.imul(mixed ^ (character.codePointAt(0) ?? 0), 0x01_00_01_93) >>> 0;
  return mixed;
}

/**
 * The interleaving of a seed. How often it changes from one verb to another is drawn first: what only shows when one verb
 * does all its work between two statements of the other would hardly ever come up by tossing a coin before each.
 */
export function seededSchedule(seed: number): Schedule {
  const next = numbersOf(seed);
  const changes = [0.06, 0.2, 0.5][Math.floor(next() * 3)] ?? 0.5;
  return {
    next(standing, last) {
      const same = standing.findIndex(({ who }) => who === last);
      return same >= 0 && next() >= changes ? same : Math.floor(next() * standing.length);
    },
  };
}

/**
 * The same transactions in the order in which they ended before, one after the other: nobody does anything in the middle of
 * somebody else's.
 */
export function oneAtATime(ends: readonly string[]): Schedule {
  const left = [...ends];
  return {
    next(standing, last) {
      const open = standing.findIndex(({ inTransaction }) => inTransaction);
      if (open >= 0) return open;
      if (last !== undefined) left.shift();
      while (left.length > 0) {
        const place = standing.findIndex(({ who }) => who === left[0]);
        if (place >= 0) return place;
        left.shift();
      }
      return 0;
    },
  };
}

/** A verb goes on until it stands before a statement, or as far as it comes. */
export interface TurnOf {
  readonly verb: string;
  readonly until?: RegExp;
}

/**
 * An interleaving as it is written down: each turn lasts until its verb stands before the statement it names, has ended, or
 * waits for another. Throws where a verb never comes to its statement. After the turns, everybody goes on to the end.
 */
export function inTurns(...turns: readonly TurnOf[]): Schedule {
  const left = [...turns];
  return {
    next(standing) {
      for (let [turn] = left; turn !== undefined; [turn] = left) {
        const place = placeOf(turn, standing);
        if (place !== undefined) return place;
        left.shift();
      }
      return 0;
    },
    ended() {
      const [never] = left;
      if (never?.until !== undefined) throw new Error(neverCame(never));
    },
  };
}

function placeOf(turn: TurnOf, standing: readonly Standing[]): number | undefined {
  const own = standing.filter((one) => one.verb === turn.verb);
  if (turn.until !== undefined && own.length === 0) throw new Error(neverCame(turn));
  const next = own.find(({ sql }) => turn.until?.test(sql) !== true);
  return next === undefined ? undefined : standing.indexOf(next);
}

const neverCame = ({ verb, until }: TurnOf): string => `${verb} never came to ${until}`;
