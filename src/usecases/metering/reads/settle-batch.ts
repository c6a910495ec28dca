import type { Problem } from '../../../domain/kernel/index.ts';
import {
  type KnownDay,
  type LocalDays,
  type ReadBatch,
  type ReadTally,
  settleMeter,
} from '../../../domain/metering/index.ts';
import type { Database } from '../../../store/database.ts';
import { addMeters, lockReads } from '../../../store/reads-imports.ts';
import {
  type ChannelToKeep,
  type DaysOfMeter,
  type DaysToWrite,
  keepChannels,
  knownDaysOf,
  refineMeter,
  writeDays,
} from '../../../store/settled-reads.ts';
import { type FeedMeter, registerOf } from './feed-meters.ts';
import { decimalsOf, type MeterPart, partsByMeter, readColumns, saidByDay } from './reads-of-meter.ts';

/** What the reads of one file are settled with. */
export interface Settling {
  readonly importId: number;
  readonly rankOf: (importId: number) => number;
  readonly days: LocalDays;
  readonly meters: readonly FeedMeter[];
  readonly dryRun: boolean;
  /** Grows with every batch. */
  readonly outcome: SettlingOutcome;
}

export interface SettlingOutcome {
  readonly tally: ReadTally;
  readonly meters: Set<number>;
  readonly problems: Problem[];
  metersAdded: number;
  days: number;
}

export const noOutcome = (): SettlingOutcome => ({
  tally: { fresh: 0, changed: 0, duplicate: 0, overtaken: 0 },
  meters: new Set(),
  problems: [],
  metersAdded: 0,
  days: 0,
});

/** Settles a batch of reads and writes what follows, whole or not at all. */
export async function settleBatch(db: Database, batch: ReadBatch, settling: Settling): Promise<void> {
  const { order, parts } = partsByMeter(batch, settling.meters.length);
  const undo = parts.map((part) => ({ ...settling.meters[part.place] }));
  await rolledBackIf(db, settling.dryRun, async (tx) => {
    await lockReads(tx);
    await makeMeters(tx, parts, settling);
    const before = new Map(parts.map((part) => [part.place, settling.meters[part.place]?.decimals ?? -1]));
    await countFinely(tx, { batch, order, parts, settling });
    const arrived = new Map<number, ReturnType<typeof saidByDay>>();
    const asked: DaysOfMeter[] = [];
    const columns = readColumns(batch.length);
    for (const part of parts) {
      const meter = settling.meters[part.place];
      if (meter === undefined) continue;
      const said = saidByDay({ batch, order, part, columns }, { ...settling, decimals: meter.decimals });
      arrived.set(part.place, said);
      // A meter without a channel has nothing stored yet.
      if ((before.get(part.place) ?? -1) < 0) continue;
      const days = [...said.arrived.keys()];
      asked.push({ meterId: meter.id, from: days[0] ?? 0, to: days.at(-1) ?? 0 });
    }
    const known = asked.length === 0 ? new Map<number, readonly KnownDay[]>() : await knownDaysOf(tx, asked);
    const write: DaysToWrite = { standing: [], said: [], goneStanding: [], goneSaid: [] };
    for (const { place } of parts) {
      const meter = settling.meters[place];
      const said = arrived.get(place);
      if (meter !== undefined && said !== undefined) settleOne(meter, { said, known, settling, write });
    }
    settling.outcome.days += write.standing.length;
    await writeDays(tx, write);
  });
  if (settling.dryRun) {
    for (const [index, part] of parts.entries()) Object.assign(settling.meters[part.place] ?? {}, undo[index]);
  }
  for (const part of parts) settling.outcome.meters.add(part.place);
}

/** A dry run does all of the work and then takes it back, so that what it says is what would be. */
async function rolledBackIf(db: Database, dryRun: boolean, work: (tx: Database) => Promise<void>): Promise<void> {
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
  outcome.metersAdded += fresh.length;
}

/** Makes the channels of new meters, and refines those of whose reads this batch says more decimals. */
async function countFinely(
  tx: Database,
  of: { batch: ReadBatch; order: Uint32Array; parts: readonly MeterPart[]; settling: Settling },
): Promise<void> {
  const { batch, order, parts, settling } = of;
  const channels: ChannelToKeep[] = [];
  for (const part of parts) {
    const meter = settling.meters[part.place];
    if (meter?.unit === undefined) continue;
    const decimals = Math.max(decimalsOf(batch, order, part), meter.decimals);
    if (decimals === meter.decimals) continue;
    if (meter.decimals >= 0) await refineMeter(tx, meter.id, decimals - meter.decimals);
    meter.decimals = decimals;
    channels.push({ meterId: meter.id, unit: meter.unit, decimals });
  }
  await keepChannels(tx, channels);
}

function settleOne(
  meter: FeedMeter,
  of: {
    said: ReturnType<typeof saidByDay>;
    known: ReadonlyMap<number, readonly KnownDay[]>;
    settling: Settling;
    write: DaysToWrite;
  },
): void {
  const { said, settling, write } = of;
  const { outcome, days, rankOf } = settling;
  const known = of.known.get(meter.id) ?? [];
  const settled = settleMeter({ meter: registerOf(meter), days, rankOf, known, arrived: said.arrived });
  const meterId = meter.id;
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
  outcome.tally.duplicate += said.repeated;
  outcome.problems.push(...settled.problems);
}
