import type { ReviewPolicy } from '../../../domain/billing/index.ts';
import { type Exact, exact, type Problem, present } from '../../../domain/kernel/index.ts';
import { countsOf, judgeRouteRead, type KeptRead, type ReadBatch, volumeOf } from '../../../domain/metering/index.ts';
import type { Transaction } from '../../../store/database.ts';
import { accountsOfMeters, keepReadDoubt, keepReads, metersOnRoute } from '../../../store/metering/index.ts';
import { hold } from '../../../store/receivables/index.ts';
import { classUses } from '../class-use.ts';
import type { FeedMeter } from './feed-meters.ts';
import type { MeterPart } from './reads-of-meter.ts';

/** Register reads that a reader's route brought, by what became of them. */
export interface RouteTally {
  kept: number;
  known: number;
  doubted: number;
  refused: number;
}

export const routeTally = (): RouteTally => ({ kept: 0, known: 0, doubted: 0, refused: 0 });

/** Nearer together, reads are a feed's, which makes hours of them. */
const minSecondsApart = 5 * 86_400;
const sameDaySeconds = 12 * 3600;
const secondLookSeconds = 2 * 3600;

/**
 * Whether a meter's reads in a file are those of a reader who came by: registers of a meter in service that has no hours, one
 * alone or days apart. The mapping's `keep` says otherwise where that is wrong.
 */
export function isOnRoute(
  meter: FeedMeter | undefined,
  { batch, part }: { readonly batch: ReadBatch; readonly part: MeterPart },
  keep: 'hours' | 'register-reads' | undefined,
): boolean {
  if (meter?.isInstalled !== true || keep === 'hours') return false;
  if (keep === undefined && !areVisits(batch.at.slice(part.from, part.to))) return false;
  for (let at = part.from; at < part.to; at++) if (batch.seconds[at] !== 0) return false;
  return keep === 'register-reads' || meter.decimals < 0;
}

/** A reader comes days apart, and may look a second time on the same day, hours later; whatever is nearer is a feed. */
function areVisits(moments: ReadBatch['at']): boolean {
  let [before, visit, isSecond] = [Number.NEGATIVE_INFINITY, Number.NEGATIVE_INFINITY, false];
  for (const at of moments.sort()) {
    // Two of one moment are one that was typed twice.
    if (at === before) continue;
    if (at - before >= minSecondsApart) [visit, isSecond] = [at, false];
    else if (isSecond || at - visit > sameDaySeconds || at - before < secondLookSeconds) return false;
    else isSecond = true;
    before = at;
  }
  return true;
}

interface Route {
  readonly batch: ReadBatch;
  readonly parts: readonly MeterPart[];
  readonly meters: readonly FeedMeter[];
  readonly zone: string;
  readonly fileName: string;
  readonly now: Temporal.Instant;
  /** What is too much for a meter of a class. */
  readonly review: ReviewPolicy | undefined;
  /** What readers wrote, by line. */
  readonly notes: ReadonlyMap<number, string>;
}

/**
 * Keeps the reads of a route as register reads, each judged beside what is known about its meter. The accounts of their places are
 * held: a bill is made of the reads as they were, or as they are.
 */
export async function keepRouteReads(
  tx: Transaction,
  { batch, parts, meters, zone, fileName, now, review, notes }: Route,
): Promise<{
  readonly tally: RouteTally;
  /** Reads that said a part of a count, which the register does not show. */
  readonly rounded: number;
  /** Of reads that were kept. */
  readonly doubts: readonly Problem[];
  readonly refused: readonly { readonly line: number; readonly problem: Problem }[];
}> {
  const tally = routeTally();
  let rounded = 0;
  const doubts: Problem[] = [];
  const refused: { readonly line: number; readonly problem: Problem }[] = [];
  const dayOf = (at: number) =>
    Temporal.Instant.fromEpochMilliseconds(at * 1000)
      .toZonedDateTimeISO(zone)
      .toPlainDate();
  const moments = parts.flatMap((part) => [...batch.at.slice(part.from, part.to)]).sort((a, b) => a - b);
  const [first, last] = [moments[0], moments.at(-1)];
  if (first === undefined || last === undefined) return { tally, rounded, doubts, refused };
  const ids = parts.map((part) => meters[part.place]?.id ?? 0);
  await hold(tx, await accountsOfMeters(tx, ids));
  const known = await metersOnRoute(tx, ids, { from: dayOf(first), to: dayOf(last) });
  const uses = await classUses(tx, [...known.values()], { review, on: dayOf(first) });
  for (const part of parts) {
    const meter = meters[part.place];
    const found = known.get(meter?.id ?? 0);
    if (meter?.unit === undefined || found === undefined) continue;
    const kept: KeptRead[] = [...found.kept];
    const ofClass = uses.get(found.rateClass);
    const places = Array.from({ length: part.to - part.from }, (_, index) => part.from + index);
    for (const at of places.sort((a, b) => (batch.at[a] ?? 0) - (batch.at[b] ?? 0) || a - b)) {
      const on = dayOf(batch.at[at] ?? 0);
      const volume: Exact = exact(batch.digits[at] ?? 0).div(exact(10 ** (batch.decimals[at] ?? 0)));
      const count = countsOf(found.register, volume, meter.unit);
      const quality = batch.believed[at] === 2 ? 'estimated' : 'measured';
      const place = { file: fileName, line: batch.line[at] ?? 0 };
      const verdict = judgeRouteRead({ ...found, kept, ...present({ ofClass }) }, { on, count, quality });
      if (verdict.kind === 'known') tally.known += 1;
      else if (verdict.kind === 'refused') {
        tally.refused += 1;
        refused.push({ line: place.line, problem: { ...verdict.problem, place } });
      } else {
        tally.kept += 1;
        if (!volumeOf(found.register, count, meter.unit).equals(volume)) rounded += 1;
        const { supersedesId, doubt } = verdict;
        const source = `${fileName}:${place.line}`;
        const [id = 0] = await keepReads(
          tx,
          [
            {
              meterSerial: found.register.serial,
              on,
              count,
              quality,
              source,
              ...present({ supersedesId, note: notes.get(place.line) }),
            },
          ],
          now,
        );
        kept.push({ id, on, count, quality, ...present({ supersedesId }) });
        if (doubt === undefined) continue;
        tally.doubted += 1;
        doubts.push({ ...doubt, place });
        await keepReadDoubt(tx, { serial: found.register.serial, on, doubt, now });
      }
    }
  }
  return { tally, rounded, doubts, refused };
}
