import type { ReviewPolicy } from '../../../domain/billing/index.ts';
import type { Problem } from '../../../domain/kernel/index.ts';
import {
  type ArrivedColumns,
  addHours,
  type HourTally,
  hourQualities,
  hourTally,
  isOfBothKinds,
  type KnownDay,
  type LocalDays,
  type MeteredRegister,
  type MovedReads,
  neighbourDaysOfBoth,
  ownColumns,
  qualityOf,
  type ReadBatch,
  type ReadTally,
  risingDays,
  type StoredDay,
  settleMeter,
  tidiedReads,
  unpackedDay,
  usualRegisterRules,
  wholeDays,
  writtenCounts,
} from '../../../domain/metering/index.ts';
import type { Database, Transaction } from '../../../store/database.ts';
import {
  addMeters,
  type ChannelToKeep,
  channelsUnlike,
  type DaysOfMeter,
  type DaysToWrite,
  importRanks,
  keepChannels,
  knownDaysOf,
  lockReads,
  refineMeter,
  writeDays,
} from '../../../store/metering/index.ts';
import { type FeedMeter, registerOf } from './feed-meters.ts';
import {
  type BatchByMeter,
  type BatchColumns,
  byMeter,
  type DifferingLine,
  decimalsOf,
  type MeterPart,
  readsOfMeter,
  saidByDay,
} from './reads-of-meter.ts';
import { isOnRoute, keepRouteReads, type RouteTally, routeTally } from './route-reads.ts';

/** What the reads of one file are settled with. */
export interface Settling {
  readonly importId: number;
  readonly fileName: string;
  /** By import, as far as known: a higher place is of a newer file. */
  ranks: ReadonlyMap<number, number>;
  readonly days: LocalDays;
  readonly meters: readonly FeedMeter[];
  readonly dryRun: boolean;
  /** Whether register reads are kept as such or made into hours, where the mapping says it. */
  readonly keep?: 'hours' | 'register-reads' | undefined;
  readonly zone: string;
  readonly now: Temporal.Instant;
  /** What is too much for a meter of a class. */
  readonly review?: ReviewPolicy | undefined;
  /** What readers wrote, by line. */
  readonly notes: ReadonlyMap<number, string>;
  /** Of one batch at a time. */
  readonly columns: BatchColumns;
  /** Grows with every batch. */
  readonly outcome: SettlingOutcome;
}

export interface SettlingOutcome {
  readonly tally: ReadTally;
  readonly meters: Set<number>;
  /** Intervals that were moved to the hour they meant, and such whose water was laid into the time that others leave. */
  readonly moved: MovedReads;
  /** Of the rows written. */
  readonly hours: HourTally;
  /** Register reads that a reader's route brought. */
  readonly route: RouteTally;
  /** What is wrong with lines of a route that were refused beside what is known about their meters. */
  readonly refusedOnRoute: Map<number, readonly Problem[]>;
  readonly problems: Problem[];
  /** Serial numbers. */
  readonly metersAdded: Set<string>;
  days: number;
  /** Register reads of a route that said a part of a count. */
  rounded: number;
  /** Reads that the file says twice, with another value. */
  contradicted: number;
}

export const noOutcome = (): SettlingOutcome => ({
  tally: { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 },
  meters: new Set(),
  moved: { snapped: 0, shared: 0 },
  hours: hourTally(),
  route: routeTally(),
  refusedOnRoute: new Map(),
  problems: [],
  metersAdded: new Set(),
  days: 0,
  rounded: 0,
  contradicted: 0,
});

/** Settles a batch of reads and writes what follows, whole or not at all. */
export async function settleBatch(db: Database, asRead: ReadBatch, settling: Settling): Promise<void> {
  const { columns, importId } = settling;
  const { batch, parts: all } = byMeter(asRead, settling.meters.length, columns);
  const isRoute = (part: MeterPart) => isOnRoute(settling.meters[part.place], { batch, part }, settling.keep);
  const routes = all.filter(isRoute);
  const parts = routes.length === 0 ? all : all.filter((part) => !routes.includes(part));
  const undo = settling.dryRun ? parts.map((part) => ({ ...settling.meters[part.place] })) : [];
  await rolledBackIf(db, settling.dryRun, async (tx) => {
    await lockReads(tx);
    if (routes.length > 0) await keepRoutes(tx, { batch, parts: routes }, settling);
    await makeMeters(tx, parts, settling);
    await lookAgain(tx, parts, settling);
    const before = new Map(parts.map((part) => [part.place, settling.meters[part.place]?.decimals ?? -1]));
    await countFinely(tx, { batch, parts, settling });
    const arrived: ArrivedPart[] = [];
    const asked: DaysOfMeter[] = [];
    for (const part of parts) {
      const meter = settling.meters[part.place];
      if (meter === undefined) continue;
      const asRead = readsOfMeter(columns.counts, { batch, part }, { importId, decimals: meter.decimals });
      const tidied = tidiedReads(asRead, settling.days);
      const of = tidied.arrived;
      settling.outcome.moved.snapped += tidied.snapped;
      settling.outcome.moved.shared += tidied.cut;
      // A read that was cut into days is one read.
      settling.outcome.tally.fresh -= of.to - of.from - (asRead.to - asRead.from);
      arrived.push({ meter, arrived: of });
      // A meter without a channel has nothing stored yet.
      if ((before.get(part.place) ?? -1) >= 0) asked.push({ meterId: meter.id, ...daysOf(of, settling.days) });
    }
    const known = await knownDaysOf(tx, asked);
    const { hours, reads } = columns;
    hours.length = 0;
    reads.length = 0;
    const write: DaysToWrite = {
      ...{ standing: [], hours, said: [], reads, goneStanding: [], goneSaid: [] },
    };
    const weighed = arrived.filter((one) => !isTakenShort(one, { known, settling, write }));
    const around = await knownAround(tx, weighed, { known, settling });
    await learnRanks(tx, around, settling);
    for (const one of weighed) settleOne(one.meter, { arrived: one.arrived, known: around, settling, write });
    settling.outcome.days += write.standing.length + hours.length;
    await writeDays(tx, write);
  });
  for (const [index, meter] of undo.entries()) Object.assign(settling.meters[parts[index]?.place ?? -1] ?? {}, meter);
  for (const part of all) settling.outcome.meters.add(part.place);
}

async function keepRoutes(tx: Transaction, { batch, parts }: BatchByMeter, settling: Settling): Promise<void> {
  const { meters, zone, fileName, now, review, notes, outcome } = settling;
  const route = { batch, parts, meters, zone, fileName, now, review, notes };
  const { tally, rounded, doubts, refused } = await keepRouteReads(tx, route);
  outcome.rounded += rounded;
  for (const key of ['kept', 'known', 'doubted', 'refused'] as const) outcome.route[key] += tally[key];
  outcome.tally.fresh += tally.kept;
  outcome.tally.duplicate += tally.known;
  outcome.problems.push(...doubts);
  for (const { line, problem } of refused) {
    outcome.refusedOnRoute.set(line, [...(outcome.refusedOnRoute.get(line) ?? []), problem]);
  }
}

/** A dry run does all of the work and then takes it back, so that what it says is what would be. */
async function rolledBackIf(db: Database, dryRun: boolean, work: (tx: Transaction) => Promise<void>): Promise<void> {
  const takenBack = new Error('a dry run is rolled back');
  try {
    await db.transaction(async (tx) => {
      await work(tx);
      if (dryRun) throw takenBack;
    });
  } catch (error) {
    if (error !== takenBack) throw error;
  }
}

/** Meters that only this file knows, as `--add-meters` asks for. */
async function makeMeters(tx: Database, parts: readonly MeterPart[], { meters, outcome }: Settling): Promise<void> {
  const fresh = parts.flatMap((part) => {
    const meter = meters[part.place];
    return meter?.id === 0 ? [meter] : [];
  });
  if (fresh.length === 0) return;
  const ids = await addMeters(
    tx,
    fresh.map((meter) => ({ serial: meter.serial, unit: meter.unit ?? 'gal' })),
  );
  for (const [index, meter] of fresh.entries()) meter.id = ids[index] ?? 0;
  for (const meter of fresh) outcome.metersAdded.add(meter.serial);
}

/** Another import at the same time may have made these meters' channels, or refined them, since this one began. */
async function lookAgain(tx: Database, parts: readonly MeterPart[], { meters }: Settling): Promise<void> {
  // Nearly all count alike, and nearly none has changed.
  const alike = Map.groupBy(
    parts.flatMap(({ place }) => meters[place] ?? []),
    ({ unit, decimals }) => `${unit} ${decimals}`,
  );
  for (const some of alike.values()) {
    const [first] = some;
    if (first === undefined) continue;
    const ids = some.map(({ id }) => id);
    const changed = await channelsUnlike(tx, ids, first);
    const byId = new Map(changed.map((channel) => [channel.meterId, channel]));
    for (const meter of byId.size === 0 ? [] : some) {
      const channel = byId.get(meter.id);
      if (channel === undefined) continue;
      // Too late to refuse the lines: run again, the import refuses them each.
      if (meter.unit !== channel.unit) {
        throw new Error(`meter ${meter.id} began to count ${channel.unit} while this import ran`);
      }
      meter.decimals = channel.decimals;
    }
  }
}

/** What arrived of a meter. */
interface ArrivedPart {
  readonly meter: FeedMeter;
  readonly arrived: ArrivedColumns;
}

interface AroundBatch {
  readonly known: ReadonlyMap<number, readonly StoredDay[]>;
  readonly settling: Settling;
  readonly write: DaysToWrite;
}

/** Whether what arrived was taken by one of the two short ways, as nearly all is: then its rows are written. */
function isTakenShort({ meter, arrived }: ArrivedPart, { known, settling, write }: AroundBatch): boolean {
  const { outcome, days, columns } = settling;
  const { hours, reads } = columns;
  const of = { meterId: meter.id, days, rules: usualRegisterRules, known: known.get(meter.id) ?? [] };
  if (wholeDays(arrived, of, hours)) tallyBelieved(outcome.hours, arrived);
  else if (!risingDays(arrived, of, { hours, reads, replaced: write.goneStanding, tally: outcome.hours })) return false;
  outcome.tally.fresh += arrived.to - arrived.from;
  return true;
}

/** What is known around the days that are weighed; farther of a meter that has registers and intervals. */
async function knownAround(
  tx: Database,
  weighed: readonly ArrivedPart[],
  { known: stored, settling }: Pick<AroundBatch, 'known' | 'settling'>,
): Promise<ReadonlyMap<number, readonly KnownDay[]>> {
  const known = new Map<number, readonly KnownDay[]>();
  const both: DaysOfMeter[] = [];
  for (const { meter, arrived } of weighed) {
    const days = stored.get(meter.id)?.map(unpackedDay) ?? [];
    known.set(meter.id, days);
    if (isOfBothKinds(days, ownColumns(arrived).reads))
      both.push({ meterId: meter.id, ...daysOf(arrived, settling.days) });
  }
  for (const [meterId, days] of await knownDaysOf(tx, both, neighbourDaysOfBoth))
    known.set(meterId, days.map(unpackedDay));
  return known;
}

/** An import that began after this one has a rank too. */
async function learnRanks(
  tx: Database,
  known: ReadonlyMap<number, readonly KnownDay[]>,
  settling: Settling,
): Promise<void> {
  for (const days of known.values()) {
    for (const { standing, said } of days) {
      const isKnown = (one: { readonly importId: number }) => settling.ranks.has(one.importId);
      if ((standing === undefined || isKnown(standing)) && said.every(isKnown)) continue;
      settling.ranks = await importRanks(tx);
      return;
    }
  }
}

/** Makes the channels of new meters, and refines those of whose reads this batch says more decimals. */
async function countFinely(tx: Database, of: BatchByMeter & { readonly settling: Settling }): Promise<void> {
  const { batch, parts, settling } = of;
  const channels: ChannelToKeep[] = [];
  for (const part of parts) {
    const meter = settling.meters[part.place];
    if (meter?.unit === undefined) continue;
    const decimals = Math.max(decimalsOf(batch, part), meter.decimals);
    if (decimals === meter.decimals) continue;
    if (meter.decimals >= 0) await refineMeter(tx, meter.id, decimals - meter.decimals);
    meter.decimals = decimals;
    channels.push({ meterId: meter.id, unit: meter.unit, decimals });
  }
  await keepChannels(tx, channels);
}

/** The first and the last day whose hours the moments close. */
function daysOf(
  { reads: { at }, from, to }: ArrivedColumns,
  days: LocalDays,
): { readonly from: number; readonly to: number } {
  let [first, last] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  for (let index = from; index < to; index++) {
    const moment = at[index] ?? 0;
    if (moment < first) first = moment;
    if (moment > last) last = moment;
  }
  return { from: days.dayEnding(first), to: days.dayEnding(last) };
}

function settleOne(
  meter: FeedMeter,
  of: {
    arrived: ArrivedColumns;
    known: ReadonlyMap<number, readonly KnownDay[]>;
    settling: Settling;
    write: DaysToWrite;
  },
): void {
  const { settling, write } = of;
  const { outcome, days, ranks } = settling;
  // A file that is only tried is taken for the newest.
  const rankOf = (id: number) => ranks.get(id) ?? ranks.size;
  const known = of.known.get(meter.id) ?? [];
  const meterId = meter.id;
  const said = saidByDay(of.arrived, days);
  const register = registerOf(meter);
  const settled = settleMeter({ meter: register, days, rankOf, known, arrived: said.arrived });
  const had = new Map(known.map((one) => [one.day, one]));
  for (const row of settled.standing) {
    write.standing.push({ ...row, meterId });
    if (had.get(row.day)?.standing !== undefined) write.goneStanding.push({ meterId, day: row.day });
  }
  for (const row of settled.said) {
    write.said.push({ ...row, meterId });
    const before = had.get(row.day)?.said.some((one) => one.importId === row.importId) ?? false;
    if (before) write.goneSaid.push({ meterId, day: row.day, importId: row.importId });
  }
  for (const day of settled.cleared) write.goneStanding.push({ meterId, day });
  for (const day of settled.told) write.goneSaid.push({ meterId, day });
  for (const key of ['fresh', 'changed', 'duplicate', 'overtaken'] as const) outcome.tally[key] += settled.tally[key];
  outcome.tally.duplicate += said.repeated - said.differing.length;
  outcome.contradicted += said.differing.length;
  outcome.moved.snapped += settled.moved.snapped;
  outcome.moved.shared += settled.moved.shared;
  addHours(outcome.hours, settled.hours);
  outcome.problems.push(
    ...said.differing.map((one) => differingProblem(register, one, settling.fileName)),
    ...settled.problems,
  );
}

/** Where the reads are the hours themselves, each is known as well as its read. */
function tallyBelieved(hours: HourTally, { reads: { believed }, from, to }: ArrivedColumns): void {
  let rough = 0;
  for (let index = from; index < to; index++) {
    const belief = believed[index] ?? 0;
    if (belief === 0) continue;
    rough += 1;
    hours[hourQualities[qualityOf[belief] ?? 0] ?? 'missing'] += 1;
  }
  hours.measured += to - from - rough;
}

/** The file said two things of one moment: both, and where the one is that does not stand. */
function differingProblem(meter: MeteredRegister, one: DifferingLine, file: string): Problem {
  const on = Temporal.Instant.fromEpochMilliseconds(Math.trunc(one.at) * 1000).toString();
  return {
    code: 'metering.two-values',
    params: {
      ...{ serial: meter.serial, on: `${on.slice(0, 16)}Z` },
      ...{ kept: writtenCounts(meter, one.kept), other: writtenCounts(meter, one.other) },
    },
    place: { file, line: one.line },
  };
}
