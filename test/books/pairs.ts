import type { DatabasePool } from '../../src/store/database.ts';
import { type Interleaver, type Interleaving, openInterleaver, type VerbOutcome } from '../support/interleaving.ts';
import { seededSchedule, seedOf } from '../support/schedules.ts';
import { type Image, keepImage } from './images.ts';
import { brokenInvariants } from './invariants.ts';
import { difference, snapshotOf } from './snapshot.ts';
import { type VerbName, verbs } from './verbs.ts';
import { makeWorld, type Trait, type World } from './world.ts';

interface KeptWorld {
  readonly world: World;
  readonly image: Image;
}

/** Where pairs of verbs are tried: worlds to come back to, and the interleaver. */
export interface Trials {
  /** The world that both verbs need, as it was before anybody did anything. */
  fresh(names: readonly VerbName[]): Promise<World>;
  readonly db: DatabasePool;
  readonly interleaver: Interleaver;
}

export async function openTrials(db: DatabasePool): Promise<Trials & { close(): Promise<void> }> {
  const empty = await keepImage(db, 'empty');
  const interleaver = await openInterleaver(db);
  const kept = new Map<string, KeptWorld>();
  const make = async (traits: readonly Trait[]): Promise<KeptWorld> => {
    await empty.restore();
    const world = await makeWorld(db, new Set(traits));
    return { world, image: await keepImage(db, `w${kept.size}`) };
  };
  return {
    db,
    interleaver,
    async fresh(names) {
      const traits = [...new Set(names.flatMap((name) => verbs[name].needs as readonly Trait[]))].toSorted();
      const key = traits.join(', ');
      const known = kept.get(key) ?? (await make(traits));
      kept.set(key, known);
      await known.image.restore();
      return known.world;
    },
    close: () => interleaver.close(),
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
async function inOrder(trials: Trials, [first, second]: readonly [VerbName, VerbName]): Promise<Outcome> {
  const { db } = trials;
  const world = await trials.fresh([first, second]);
  const one = answerOf({ value: await verbs[first].go(db, world) });
  const two = answerOf({ value: await verbs[second].go(db, world) });
  return { answers: [one, two], stands: await snapshotOf(db) };
}

/** What is wrong with a pair of verbs at once; nothing where all is well. */
export async function whatGoesWrong(
  trials: Trials,
  pair: readonly [VerbName, VerbName],
  { seed, times }: { readonly seed: number; readonly times: number },
): Promise<readonly string[]> {
  const [first, second] = pair;
  const forward = await inOrder(trials, pair);
  const backward = first === second ? forward : turned(await inOrder(trials, [second, first]));
  const wrong: string[] = [];
  for (let nth = 0; nth < times && wrong.length === 0; nth += 1) {
    const own = seedOf(seed, `${first} | ${second} | ${nth}`);
    const world = await trials.fresh(pair);
    const played = await trials.interleaver.run(
      { A: (db) => verbs[first].go(db, world), B: (db) => verbs[second].go(db, world) },
      seededSchedule(own),
    );
    const faults = [
      ...faultsOf(played),
      ...(await brokenInvariants(trials.db)),
      ...likeNeither(
        {
          answers: [answerOf(played.outcomes['A']), answerOf(played.outcomes['B'])],
          stands: await snapshotOf(trials.db),
        },
        [forward, backward],
      ),
    ];
    if (faults.length > 0) {
      wrong.push(`A: ${first}\nB: ${second}\nseed ${own}, the ${nth + 1}. interleaving`, ...faults, ...played.trace);
    }
  }
  return wrong;
}

const turned = ({ answers: [one, two], stands }: Outcome): Outcome => ({ answers: [two, one], stands });

function faultsOf({ outcomes, deadlocked, leftOpen }: Interleaving): readonly string[] {
  return [
    ...(deadlocked ? ['both wait for each other'] : []),
    ...Object.entries(outcomes).flatMap(([who, outcome]) =>
      'thrown' in outcome ? [`${who} ${answerOf(outcome)}`] : [],
    ),
    ...leftOpen.map((left) => `left open: ${left}`),
  ];
}

/** What was done at once must be as if one had waited for the other. */
function likeNeither(found: Outcome, orders: readonly [Outcome, Outcome]): readonly string[] {
  const differences = orders.map((order) => [
    ...found.answers.flatMap((answer, index) =>
      answer === order.answers[index] ? [] : [`${'AB'[index]} ${answer}, not ${order.answers[index]}`],
    ),
    ...difference(found.stands, order.stands),
  ]);
  const [forward = [], backward = []] = differences;
  if (forward.length === 0 || backward.length === 0) return [];
  return ['neither as A before B:', ...forward, 'nor as B before A:', ...backward];
}
