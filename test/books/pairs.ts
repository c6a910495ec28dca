import type { DatabasePool } from '../../src/store/database.ts';
import { test as plain } from '../support/database.ts';
import {
  type Interleaver,
  type Interleaving,
  openInterleaver,
  type Schedule,
  type VerbOutcome,
} from '../support/interleaving.ts';
import { oneAtATime, seededSchedule, seedOf } from '../support/schedules.ts';
import { type Image, openImages } from './images.ts';
import { brokenInvariants } from './invariants.ts';
import { difference, snapshotOf } from './snapshot.ts';
import type { MoneyVerb } from './verbs.ts';
import { makeBase, type World, withTraits } from './world.ts';

interface KeptWorld {
  readonly world: World;
  readonly image: Image;
}

/** Where pairs of verbs are tried: worlds to come back to, and the interleaver. */
export interface Trials {
  /** The world that these verbs need, as it was before anybody did anything. */
  fresh(verbs: readonly Pick<MoneyVerb, 'needs'>[]): Promise<World>;
  readonly db: DatabasePool;
  readonly interleaver: Interleaver;
}

/** A test with the trials of its file: `test('…', async ({ trials }) => …)`. */
export const test = plain.extend('trials', { scope: 'file' }, async ({ databases }, { onCleanup }) => {
  const own = await databases.take();
  const trials = await openTrials(own.db);
  onCleanup(async () => {
    await trials.close();
    await databases.giveBack(own);
  });
  return trials;
});

async function openTrials(db: DatabasePool): Promise<Trials & { close(): Promise<void> }> {
  const images = await openImages(db);
  const empty = await images.keep();
  const interleaver = await openInterleaver(db);
  const kept = new Map<string, KeptWorld>();
  const keep = async (name: string, make: () => Promise<World>): Promise<KeptWorld> => {
    const known = kept.get(name);
    if (known !== undefined) {
      await known.image.restore();
      return known;
    }
    const world = await make();
    const made = { world, image: await images.keep() };
    kept.set(name, made);
    return made;
  };
  const base = (isHourly: boolean) =>
    keep(isHourly ? 'hourly' : 'read by people', async () => {
      await empty.restore();
      return makeBase(db, { isHourly });
    });
  return {
    db,
    interleaver,
    async fresh(verbs) {
      const traits = new Set(verbs.flatMap(({ needs }) => needs));
      const { world } = await keep([...traits].toSorted().join(', '), async () => {
        const isHourly = traits.has('hours corrected');
        return withTraits(db, (await base(isHourly)).world, traits);
      });
      return world;
    },
    async close() {
      await interleaver.close();
      await images.close();
    },
  };
}

/** What two verbs came to: how each answered, and what stands afterwards. */
interface Outcome {
  readonly answers: readonly [string, string];
  readonly stands: readonly string[];
}

const answerOf = (outcome: VerbOutcome | undefined): string => {
  if (outcome === undefined) return 'never ended';
  if ('thrown' in outcome) return `threw ${outcome.thrown instanceof Error ? outcome.thrown.stack : outcome.thrown}`;
  const { value } = outcome;
  if (typeof value !== 'object' || value === null || !('ok' in value)) return 'done';
  if (value.ok === true) return 'done';
  const { problem } = value as { problem?: { code?: string } | readonly { code?: string }[] };
  return `refused: ${[problem].flat().map((one) => one?.code)}`;
};

/** One verb after the other, as if there were nobody else. */
async function inOrder(trials: Trials, [first, second]: readonly [MoneyVerb, MoneyVerb]): Promise<Outcome> {
  const { db } = trials;
  const world = await trials.fresh([first, second]);
  const one = answerOf({ value: await first.go(db, world) });
  const two = answerOf({ value: await second.go(db, world) });
  return { answers: [one, two], stands: await snapshotOf(db) };
}

type Order = 'A before B' | 'B before A';

/** The two orders of a pair, each gone through when it is first asked for. */
function ordersOf(
  trials: Trials,
  [first, second]: readonly [MoneyVerb, MoneyVerb],
): (order: Order) => Promise<Outcome> {
  const known = new Map<Order, Outcome>();
  const find = async (order: Order): Promise<Outcome> => {
    if (order === 'A before B') return inOrder(trials, [first, second]);
    return turned(first === second ? await ask('A before B') : await inOrder(trials, [second, first]));
  };
  const ask = async (order: Order): Promise<Outcome> => {
    const outcome = known.get(order) ?? (await find(order));
    known.set(order, outcome);
    return outcome;
  };
  return ask;
}

const turned = ({ answers: [one, two], stands }: Outcome): Outcome => ({ answers: [two, one], stands });

/** What is wrong with a pair of verbs at once; nothing where all is well. */
export async function whatGoesWrong(
  trials: Trials,
  pair: readonly [MoneyVerb, MoneyVerb],
  { name, seed, times }: { readonly name: string; readonly seed: number; readonly times: number },
): Promise<readonly string[]> {
  const orders = ordersOf(trials, pair);
  for (let nth = 0; nth < times; nth += 1) {
    const own = seedOf(seed, `${name} | ${nth}`);
    const { played, found } = await play(trials, pair, seededSchedule(own));
    const faults = [
      ...faultsOf(played),
      ...(await brokenInvariants(trials.db)),
      ...(await outOfOrder(trials, pair, { played, found, orders })),
    ];
    if (faults.length > 0) return [`seed ${own}, interleaving ${nth + 1}`, ...faults, ...played.trace];
  }
  return [];
}

/** Two verbs at once, as a schedule says. */
export async function play(trials: Trials, [first, second]: readonly [MoneyVerb, MoneyVerb], schedule: Schedule) {
  const world = await trials.fresh([first, second]);
  const played = await trials.interleaver.run(
    { A: (db) => first.go(db, world), B: (db) => second.go(db, world) },
    schedule,
  );
  const answers = [answerOf(played.outcomes['A']), answerOf(played.outcomes['B'])] as const;
  return { played, found: { answers, stands: await snapshotOf(trials.db) } };
}

function faultsOf({ outcomes, deadlocked, leftOpen }: Interleaving): readonly string[] {
  return [
    ...(deadlocked ? ['both wait for each other'] : []),
    ...Object.entries(outcomes).flatMap(([who, outcome]) =>
      'thrown' in outcome ? [`${who} ${answerOf(outcome)}`] : [],
    ),
    ...leftOpen.map((left) => `left open: ${left}`),
  ];
}

/**
 * What was done at once must be as if one had waited for the other; most often for the one that ended first. A verb that
 * says that it goes in steps may be met between two of them, and never in the middle of one.
 */
async function outOfOrder(
  trials: Trials,
  pair: readonly [MoneyVerb, MoneyVerb],
  {
    played,
    found,
    orders,
  }: { readonly played: Interleaving; readonly found: Outcome; readonly orders: (order: Order) => Promise<Outcome> },
): Promise<readonly string[]> {
  if (wasInOrder(played)) return [];
  const [likely, other]: readonly [Order, Order] =
    Object.keys(played.outcomes)[0] === 'A' ? ['A before B', 'B before A'] : ['B before A', 'A before B'];
  const unlikeLikely = unlike(found, await orders(likely));
  if (unlikeLikely.length === 0) return [];
  const unlikeOther = unlike(found, await orders(other));
  if (unlikeOther.length === 0) return [];
  const said = [`not as ${likely}:`, ...unlikeLikely, `nor as ${other}:`, ...unlikeOther];
  if (pair.every(({ inSteps }) => inSteps === undefined)) return said;
  const stepwise = await play(trials, pair, oneAtATime(played.ends));
  const unlikeSteps = unlike(found, stepwise.found);
  return unlikeSteps.length === 0 ? [] : [...said, 'nor as one step after the other:', ...unlikeSteps];
}

/** Each did all its work before or after the other's: that order was gone through, and would only be gone through again. */
const wasInOrder = ({ trace }: Interleaving): boolean => /^(A*B*|B*A*)$/.test(trace.map(([who]) => who).join(''));

const unlike = (found: Outcome, order: Outcome): readonly string[] => [
  ...found.answers.flatMap((answer, index) =>
    answer === order.answers[index] ? [] : [`${'AB'[index]} ${answer}, not ${order.answers[index]}`],
  ),
  ...difference(found.stands, order.stands),
];
